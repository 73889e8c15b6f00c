import type { Instant } from './instant.ts';

/** Why a decision came out as it did; each is explained for people in `docs/auto-assignment.md`. */
export const reasonCodes = [
  'not-picked-up',
  'missed-call',
  'without-owner',
  'policy-off',
  'status-not-recycled',
  'spoken-to',
  'open-follow-up',
  'too-few-attempts',
  'cooling-down',
  'outside-calling-hours',
  'recycled-too-often',
  'nobody-in-scope',
  'nobody-working',
  'all-previous-owners',
  'all-at-cap',
  'changed-meanwhile',
  'superseded',
  'no-lead',
] as const;
export type ReasonCode = (typeof reasonCodes)[number];

/** What is to become of a lead. `detail` holds the numbers behind it, for people. */
export type Decision =
  | { kind: 'reassigned' | 'assigned'; to: string; reason: ReasonCode; detail: string }
  | { kind: 'kept'; reason: ReasonCode; detail: string }
  | { kind: 'deferred'; until: Instant; reason: ReasonCode; detail: string }
  | { kind: 'pooled'; reason: ReasonCode; detail: string };

/** A decision as it is kept with the lead. */
export type RecordedDecision = { id: string; leadId: string; callId: string | null; from: string | null; at: Instant } & Decision;

/** An agent as the decision sees them: how many leads they own and when they last were given one. */
export type AgentLoad = { agentId: string; load: number; lastGivenAt: Instant | null };

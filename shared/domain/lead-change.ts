import type { Instant } from './instant.ts';
import type { Cause, Lead, LeadStatusId } from './lead.ts';
import type { RecordedDecision } from './reassignment.ts';

/** A change of a lead's status or owner, as it is kept beside the lead. What a decision made of the owner, the decision itself tells. */
export type RecordedChange = {
  at: Instant;
  /** Of the lead, as the change left it. */
  version: number;
  status: { from: LeadStatusId; to: LeadStatusId } | null;
  owner: { from: string | null; to: string | null } | null;
  /** null: nobody noted it. */
  by: Cause | null;
};

type Change = { before: Lead | undefined; after: Lead; decision?: RecordedDecision | undefined; by?: Cause | undefined; at: Instant };

/** What is to be told of a change of a lead; undefined where neither status nor owner changed, or the lead is new: that tells of itself. */
export function recordedChange({ before, after, decision, by, at }: Change): RecordedChange | undefined {
  if (!before) return undefined;
  const status = before.status === after.status ? null : { from: before.status, to: after.status };
  const owner = before.owner === after.owner || decision ? null : { from: before.owner, to: after.owner };
  if (!status && !owner) return undefined;
  return { at: decision?.at ?? at, version: after.version, status, owner, by: decision ? causeOf(decision) : (by ?? null) };
}

/** Why a lead has another status after a decision: the call that was decided on, or the decision itself, which gave it an owner. */
export function causeOf({ id, callId }: Pick<RecordedDecision, 'id' | 'callId'>): Cause {
  return callId === null ? { kind: 'decision', decision: id } : { kind: 'call', call: callId, token: null };
}

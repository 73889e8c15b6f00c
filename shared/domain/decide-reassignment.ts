import { nextCallingMoment } from './calling-hours.ts';
import { type Candidates, fairestAgent } from './fairest-agent.ts';
import { type Instant, plusSeconds } from './instant.ts';
import type { Lead } from './lead.ts';
import { isUnanswered } from './lead-status-after.ts';
import type { Decision } from './reassignment.ts';
import type { ReportCall } from './report-call.ts';
import type { AssignmentPolicy } from './workspace.ts';

export type ReassignmentQuestion = Candidates & {
  /** With the status that its calls gave it. */
  lead: Lead;
  /** The lead's ended calls. */
  calls: readonly ReportCall[];
  policy: AssignmentPolicy;
  /** Zone of the lead where known, else of the workspace. */
  timezone: string;
  now: Instant;
};

/** How long a lead waits for another look when nobody can take it. */
const lookAgainSeconds = 15 * 60;

/**
 * What is to become of a lead that did not pick up: by its *lead* status, as configured;
 * never one that was spoken to since it was last assigned, never one with an open follow-up, never back to its last owners.
 */
export function decideReassignment({ lead, calls, policy, agents, loads, timezone, now }: ReassignmentQuestion): Decision {
  const kept = (reason: Decision['reason'], detail: string): Decision => ({ kind: 'kept', reason, detail });
  if (!policy.enabled) return kept('policy-off', 'auto-assignment is off');
  if (!policy.statuses.includes(lead.status))
    return kept('status-not-recycled', `"${lead.status}" is not among the statuses that are recycled`);
  if (lead.followUp) return kept('open-follow-up', `a follow-up is due at ${lead.followUp.at}`);

  const heard = callsOfOwner(lead, calls);
  const spoken = heard.find((call) => call.talkSeconds > 0);
  if (lead.owner !== null && spoken)
    return kept('spoken-to', `spoken to for ${spoken.talkSeconds} s at ${spoken.startedAt}, since it was assigned`);

  const unanswered = heard.filter(isUnanswered).length;
  if (lead.owner !== null && unanswered < policy.afterAttempts) {
    return kept('too-few-attempts', `${unanswered} of ${policy.afterAttempts} unanswered attempts since it was assigned`);
  }
  if (lead.recycles >= policy.maxRecycles) {
    const detail = `given on ${lead.recycles} times, at most ${policy.maxRecycles} are allowed: a person decides`;
    return lead.owner === null ? kept('recycled-too-often', detail) : { kind: 'pooled', reason: 'recycled-too-often', detail };
  }

  const cooled = lead.assignedAt === null ? now : plusSeconds(lead.assignedAt, policy.cooldownMinutes * 60);
  if (lead.owner !== null && cooled > now) {
    const detail = `assigned at ${lead.assignedAt}, ${policy.cooldownMinutes} min must pass`;
    return { kind: 'deferred', until: cooled, reason: 'cooling-down', detail };
  }
  const callable = nextCallingMoment(now, policy.callingHours, timezone);
  if (callable !== now) {
    const until = callable ?? plusSeconds(now, 24 * 3600);
    return { kind: 'deferred', until, reason: 'outside-calling-hours', detail: `calling hours begin at ${until}` };
  }

  const pick = fairestAgent({ agents, loads }, policy, excludedOwners(lead, policy.excludePrevious));
  if (pick.kind === 'nobody')
    return { kind: 'deferred', until: plusSeconds(now, lookAgainSeconds), reason: pick.reason, detail: pick.detail };
  if (lead.owner === null) return { kind: 'assigned', to: pick.agent.id, reason: 'without-owner', detail: pick.detail };
  return { kind: 'reassigned', to: pick.agent.id, reason: lead.status === 'missed' ? 'missed-call' : 'not-picked-up', detail: pick.detail };
}

/** Calls since the present owner has the lead; all of them for its first owner, to whom it may have been given after the call began. */
function callsOfOwner(lead: Lead, calls: readonly ReportCall[]): readonly ReportCall[] {
  const since = lead.assignedAt;
  if (since === null || lead.owners.length <= 1) return calls;
  return calls.filter((call) => (call.endedAt ?? call.startedAt) >= since);
}

/** The present owner is excluded always: giving a lead to who has it is no recycling. */
function excludedOwners(lead: Lead, previous: number): string[] {
  const before = lead.owners.slice(0, previous);
  return lead.owner === null || before.includes(lead.owner) ? before : [lead.owner, ...before];
}

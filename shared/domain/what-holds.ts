import { type Instant, plusSeconds } from './instant.ts';
import type { Lead } from './lead.ts';
import { isUnanswered } from './lead-status-after.ts';
import type { Decision, ReasonCode } from './reassignment.ts';
import type { ReportCall } from './report-call.ts';
import type { AssignmentPolicy } from './workspace.ts';

export type LeadQuestion = {
  /** With the status that its calls gave it. */
  lead: Lead;
  /** The lead's ended calls. */
  calls: readonly ReportCall[];
  policy: AssignmentPolicy;
  /** From when on, seen from now, the lead may be called: now itself within calling hours, null where they hold no moment. */
  callableAt: Instant | null;
  now: Instant;
  /** Why it is asked: one of its calls ended unanswered, or a run looks at all leads. */
  after: 'outcome' | 'run';
};

const daySeconds = 24 * 3600;

/** Why a lead is not given to anybody now, whoever is free: undefined where nothing holds it. */
export function whatHolds(question: LeadQuestion): Decision | undefined {
  return whatKeeps(question) ?? whatPools(question) ?? whatDefers(question);
}

function whatKeeps({ lead, calls, policy, after }: LeadQuestion): Decision | undefined {
  if (!policy.enabled) return kept('policy-off', 'auto-assignment is off');
  if (!policy.statuses.includes(lead.status)) {
    return kept('status-not-recycled', `"${lead.status}" is not among the statuses that are recycled`);
  }
  if (lead.followUp) return kept('open-follow-up', `a follow-up is due at ${lead.followUp.at}`);
  if (lead.owner === null) return undefined;

  const spokenAt = spokenToAt(lead, calls);
  if (spokenAt !== undefined) return kept('spoken-to', `spoken to at ${spokenAt}, since it was assigned`);
  const unanswered = attemptsOfOwner(lead, calls, after).filter(isUnanswered).length;
  if (unanswered >= policy.afterAttempts) return undefined;
  return kept('too-few-attempts', `${unanswered} of ${policy.afterAttempts} unanswered attempts since it was assigned`);
}

/** Giving a lead that nobody ever had to its first agent is no recycling. */
function whatPools({ lead: { owner, owners, recycles }, policy: { maxRecycles } }: LeadQuestion): Decision | undefined {
  if (recycles < maxRecycles || (owner === null && owners.length === 0)) return undefined;
  const detail = `given on ${recycles} times, at most ${maxRecycles} are allowed: a person decides`;
  return owner === null ? kept('recycled-too-often', detail) : { kind: 'pooled', reason: 'recycled-too-often', detail };
}

function whatDefers({ lead, policy, callableAt, now }: LeadQuestion): Decision | undefined {
  const cooled = lead.assignedAt === null ? now : plusSeconds(lead.assignedAt, policy.cooldownMinutes * 60);
  if (lead.owner !== null && cooled > now) {
    const detail = `assigned at ${lead.assignedAt}, ${policy.cooldownMinutes} min must pass`;
    return { kind: 'deferred', until: cooled, reason: 'cooling-down', detail };
  }
  if (callableAt === now) return undefined;
  const until = callableAt ?? plusSeconds(now, daySeconds);
  const detail = callableAt === null ? 'the calling hours hold no moment' : `calling hours begin at ${until}`;
  return { kind: 'deferred', until, reason: 'outside-calling-hours', detail };
}

/** A first owner may have been given the lead, by a person, after a call of theirs began: any conversation counts as theirs. */
function spokenToAt(lead: Lead, calls: readonly ReportCall[]): Instant | undefined {
  const { assignedAt: since, lastConnectedAt } = lead;
  const isFirst = since === null || lead.owners.length <= 1;
  const spoken = calls.find((call) => call.talkSeconds > 0 && (isFirst || endOf(call) >= since));
  // The index of a lead's calls may lag behind the lead.
  const noted = lastConnectedAt !== null && (isFirst || lastConnectedAt >= since) ? lastConnectedAt : undefined;
  return spoken?.startedAt ?? noted;
}

/**
 * Calls since the present owner has the lead. A call that has just ended, or whose decision is still open, is also its first owner's who was
 * given the lead after it began; a run counts no call twice, so that a lead without an owner does not move on from the agent it has just reached.
 */
function attemptsOfOwner(lead: Lead, calls: readonly ReportCall[], after: 'outcome' | 'run'): readonly ReportCall[] {
  const since = lead.assignedAt;
  const isOpen = after === 'outcome' || lead.deferredUntil !== null;
  if (since === null || (isOpen && lead.owners.length <= 1)) return calls;
  return calls.filter((call) => endOf(call) >= since);
}

function endOf({ endedAt, startedAt }: ReportCall): Instant {
  return endedAt ?? startedAt;
}

function kept(reason: ReasonCode, detail: string): Decision {
  return { kind: 'kept', reason, detail };
}

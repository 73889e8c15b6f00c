import { scheduled, statusWithout } from './follow-up-changes.ts';
import type { FollowUp, Lead, LeadStatusId } from './lead.ts';
import { needsFollowUp } from './logged-signal.ts';
import type { Status } from './status.ts';
import { stepped, withoutStep } from './status-steps.ts';

/** What a person said of a call, as far as it concerns the lead. */
export type LogOfLead = {
  callId: string;
  status: Status | undefined;
  /** What the call's status was before; undefined for a new call. */
  was?: Status | undefined;
  leadStatus: LeadStatusId | undefined;
  followUp: FollowUp | undefined;
};

/**
 * What a log, or a correction of one, makes of its lead; undefined where it leaves it as it is.
 * A scheduled next contact makes it Followups. A correction to anything else withdraws the follow-up that this very call made, where
 * nobody changed it since. Another status for the call takes back what the call made of the lead's, unless something later has changed it.
 * Where it takes back a next contact that its dialler told of, the lead is written though nothing of it changes: who is about to schedule
 * that has read the call before.
 */
export function leadAfterLog(lead: Lead, { callId, status, was, leadStatus, followUp }: LogOfLead): Lead | undefined {
  const by = { callId, by: 'word' } as const;
  if (followUp) return stepped(lead, scheduled(lead, followUp), by);

  const isScheduled = status === undefined || needsFollowUp(status);
  const withdrawn = !isScheduled && lead.followUp?.callId === callId && !lead.followUp.edited;
  const open = withdrawn ? null : lead.followUp;
  const isStill = isScheduled || status === was || (lead.status === 'followups' && open !== null);
  const undone = isStill ? lead : withoutStep(lead, callId);
  const left: Lead = withdrawn ? { ...undone, followUp: null, status: statusWithout(undone) } : undone;
  const after = leadStatus === undefined ? left : stepped(left, { ...left, status: leadStatus }, by);
  const takesBack = !isScheduled && was !== undefined && needsFollowUp(was);
  return isSame(after, lead) && !takesBack ? undefined : { ...after, version: lead.version + 1 };
}

function isSame(one: Lead, other: Lead): boolean {
  return one.status === other.status && one.followUp === other.followUp && one.statusSteps.length === other.statusSteps.length;
}

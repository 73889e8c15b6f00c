import type { Lead, LeadStatusId } from './lead.ts';
import { needsFollowUp } from './logged-signal.ts';
import type { Status } from './status.ts';

/** What a person said of a call, as far as it concerns the lead. */
export type LogOfLead = {
  callId: string;
  status: Status | undefined;
  leadStatus: LeadStatusId | undefined;
  followUp: { id: string; at: string; note: string | null } | undefined;
};

/**
 * What a log, or a correction of one, makes of its lead; undefined where it leaves it as it is.
 * A scheduled next contact makes it Followups. A correction to anything else withdraws the follow-up that this very call made.
 */
export function leadAfterLog(lead: Lead, { callId, status, leadStatus, followUp }: LogOfLead): Lead | undefined {
  const version = lead.version + 1;
  if (followUp) return { ...lead, followUp: { ...followUp, callId }, status: 'followups', deferredUntil: null, version };

  const withdrawn = status !== undefined && !needsFollowUp(status) && lead.followUp?.callId === callId;
  const settled = withdrawn && lead.status === 'followups' ? (lead.owner === null ? 'unassigned' : 'assigned') : lead.status;
  const after = leadStatus ?? settled;
  if (!withdrawn && after === lead.status) return undefined;
  return { ...lead, followUp: withdrawn ? null : lead.followUp, status: after, version };
}

import type { FollowUpChange, FollowUpEnd } from './follow-up.ts';
import type { Instant } from './instant.ts';
import type { FollowUp, Lead } from './lead.ts';
import { withoutStep } from './status-steps.ts';

/** The lead with this next contact, in the place of any other: it becomes Followups, and no decision waits any more. */
export function scheduled(lead: Lead, followUp: FollowUp): Lead {
  // The same words again are no reason to remind anybody again.
  const toldAt = lead.followUp?.id === followUp.id && lead.followUp.at === followUp.at ? lead.followUp.toldAt : followUp.toldAt;
  return { ...lead, followUp: { ...followUp, toldAt }, status: 'followups', deferredUntil: null, version: lead.version + 1 };
}

/** The lead whose next contact is at another time or has another note; at another time it falls due anew. */
export function moved(lead: Lead, followUp: FollowUp, { at, note }: { at: Instant; note: string | null }): Lead {
  const toldAt = at === followUp.at ? followUp.toldAt : null;
  return { ...lead, followUp: { ...followUp, at, note, toldAt, edited: true }, version: lead.version + 1 };
}

/** The lead without its next contact. Its status stays what it is, unless the follow-up is taken back: then it is as before one was made. */
export function ended(lead: Lead, followUpEnd: FollowUpEnd): FollowUpChange {
  const closed: Lead = { ...lead, followUp: null, version: lead.version + 1 };
  if (followUpEnd.resolution !== 'withdrawn') return { after: closed, followUpEnd };
  const callId = lead.followUp?.callId;
  const undone = callId ? withoutStep(closed, callId) : closed;
  return { after: { ...undone, status: statusWithout(undone) }, followUpEnd };
}

/** The lead once it was told that the time of its next contact has come. */
export function told(lead: Lead, followUp: FollowUp, now: Instant): Lead {
  return { ...lead, followUp: { ...followUp, toldAt: now }, version: lead.version + 1 };
}

/** The status of a lead whose follow-up is taken back. */
export function statusWithout({ status, owner }: Pick<Lead, 'status' | 'owner'>): string {
  if (status !== 'followups') return status;
  return owner === null ? 'unassigned' : 'assigned';
}

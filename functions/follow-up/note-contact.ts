import type { CallEventDetail } from '../../shared/contracts/events.ts';
import { dayOf } from '../../shared/domain/business-day.ts';
import { leadReach } from '../../shared/domain/lead-reach.ts';
import type { CallStore } from '../../shared/store/call-store.ts';
import { callsOfLead } from '../../shared/store/calls-of-lead.ts';
import type { LeadStore } from '../../shared/store/lead-store.ts';

export type NoteContactDependencies = {
  calls: Pick<CallStore, 'get' | 'ofLead'>;
  leads: Pick<LeadStore, 'get' | 'save'>;
};

const mostTries = 5;

/**
 * Notes a connected call on its lead: attempts and last contact, recomputed from all its calls; a follow-up of that day or before is resolved by it.
 * @returns what became of it. @throws Error when others kept writing the lead: the queue tries again.
 */
export async function noteContact(
  connected: CallEventDetail,
  { calls, leads }: NoteContactDependencies,
): Promise<'noted' | 'unchanged' | 'no-lead'> {
  const call = await calls.get(connected.workspace, connected.callId, { consistent: true });
  if (!call?.call.leadId) return 'no-lead';

  for (let tries = 0; tries < mostTries; tries++) {
    const lead = await leads.get(call.workspace, call.call.leadId, { consistent: true });
    if (!lead) return 'no-lead';
    const due = lead.followUp !== null && dayOf(lead.followUp.at, call.frame.timezone) <= call.call.day;
    const resolved = call.call.connected && due && lead.followUp?.callId !== call.id;
    const after = { ...lead, ...leadReach(await callsOfLead(call, calls)), followUp: resolved ? null : lead.followUp };
    if (JSON.stringify(after) === JSON.stringify(lead)) return 'unchanged';
    const saved = await leads.save({ before: lead, after: { ...after, version: lead.version + 1 }, at: call.call.heardAt });
    if (saved === 'saved') return 'noted';
  }
  throw new Error(`Cannot note call "${call.id}" on its lead "${call.call.leadId}": others wrote it ${mostTries} times meanwhile`);
}

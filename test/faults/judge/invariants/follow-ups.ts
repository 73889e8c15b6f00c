import type { Lead } from '../../../../shared/domain/lead.ts';
import type { Trial } from '../trial.ts';
import type { Invariant } from './invariant.ts';

export const followUpsAreTheirLeads: Invariant = {
  says: 'the open follow-up of a lead is the one that the lead knows, with the same owner',
  violations: (trial) => trial.stored.leads.flatMap((lead) => otherThan(lead, trial)),
};

function otherThan({ id, owner, followUp }: Lead, { stored }: Trial): string[] {
  const open = stored.followUps.filter(({ leadId, end }) => leadId === id && !end);
  const kept = open.map((one) => `${one.id} at ${one.at} of ${one.owner}`).join(' and ') || 'none';
  const known = followUp ? `${followUp.id} at ${followUp.at} of ${owner}` : 'none';
  return kept === known ? [] : [`lead ${id} knows ${known}, and kept is ${kept}`];
}

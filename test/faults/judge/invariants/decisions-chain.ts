import type { Lead } from '../../../../shared/domain/lead.ts';
import type { Trial } from '../trial.ts';
import type { Invariant } from './invariant.ts';

export const decisionsChain: Invariant = {
  says: 'the decisions on a lead follow one from the other, from its first owner to its last, and are its recycles',
  violations: (trial) => trial.stored.leads.flatMap((lead) => brokenLinks(lead, trial)),
};

function brokenLinks(lead: Lead, { workload, stored }: Trial): string[] {
  const made = stored.decisions.filter(({ decision }) => decision.leadId === lead.id).sort((a, b) => a.leadVersion - b.leadVersion);
  const broken: string[] = [];
  let owner = workload.leads.find(({ id }) => id === lead.id)?.owner ?? null;
  for (const { decision } of made) {
    if (decision.from !== owner) broken.push(`lead ${lead.id} was taken from ${decision.from} while ${owner} had it`);
    if ('to' in decision && decision.to === decision.from) broken.push(`lead ${lead.id} was given to ${decision.to}, who had it`);
    if ('to' in decision) owner = decision.to;
    if (decision.kind === 'pooled') owner = null;
  }
  if (owner !== lead.owner) broken.push(`lead ${lead.id} belongs to ${lead.owner}, where its decisions gave it to ${owner}`);
  const recycles = made.filter(({ decision }) => decision.kind === 'reassigned').length;
  if (recycles !== lead.recycles) broken.push(`lead ${lead.id} counts ${lead.recycles} recycles, where ${recycles} were decided`);
  const versions = new Set(made.map(({ leadVersion }) => leadVersion));
  if (versions.size !== made.length) broken.push(`two decisions made the same version of lead ${lead.id}`);
  return broken;
}

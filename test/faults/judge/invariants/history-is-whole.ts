import type { Lead } from '../../../../shared/domain/lead.ts';
import type { Trial } from '../trial.ts';
import type { Invariant } from './invariant.ts';

export const historyIsWhole: Invariant = {
  says: "what history tells of a lead's status leads from its first one to its last, step by step",
  violations: (trial) => trial.stored.leads.flatMap((lead) => gaps(lead, trial)),
};

function gaps({ id, status: last }: Lead, { workload, stored }: Trial): string[] {
  const steps = stored.changes
    .filter(({ leadId, status }) => leadId === id && status !== null)
    .sort((a, b) => a.version - b.version)
    .flatMap(({ status }) => status ?? []);
  // Of a lead that a call made, nobody but its history says how it began.
  let status: string = workload.leads.find((lead) => lead.id === id)?.status ?? steps[0]?.from ?? last;
  const broken: string[] = [];
  for (const { from, to } of steps) {
    if (from !== status) broken.push(`the history of lead ${id} goes from ${status} to ${to} by a step that begins at ${from}`);
    status = to;
  }
  return status === last ? broken : [...broken, `the history of lead ${id} ends at ${status}, where it is ${last}`];
}

import type { Grant } from './grant.ts';

/** What deciding on many leads takes, and what runs leave for one another. */
export const assigningLeads: readonly Grant[] = [
  // Query: the loads of all agents, which UpdateItem changes, and a lead that others wrote meanwhile.
  { table: 'leads', actions: ['Query', 'PutItem', 'UpdateItem'] },
  { table: 'leads', index: 'by-status', actions: ['Query'] },
  { table: 'calls', index: 'by-lead', actions: ['Query'] },
];

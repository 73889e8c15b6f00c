import type { Grant } from './grant.ts';

/** What looking at a call and at the other calls of its lead takes. */
export const callsOfLead: readonly Grant[] = [
  { table: 'calls', actions: ['GetItem'] },
  { table: 'calls', index: 'by-lead', actions: ['Query'] },
];

import type { Grant } from './grant.ts';

/** What deciding on a lead after a call takes: its calls, the workspace's policy and people, and transactions on leads. */
export const leadChanges: readonly Grant[] = [
  { table: 'calls', actions: ['GetItem'] },
  { table: 'calls', index: 'by-lead', actions: ['Query'] },
  { table: 'leads', actions: ['GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem'] },
  { table: 'workspace', actions: ['GetItem', 'Query'] },
];

import type { Grant } from './grant.ts';

/** What counting days and answering from them takes. */
export const reportAccess: readonly Grant[] = [
  { table: 'reports', actions: ['GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem'] },
  { table: 'calls', index: 'timeline', actions: ['Query'] },
  { table: 'workspace', actions: ['GetItem', 'Query'] },
  { bus: 'redial', actions: ['PutEvents'] },
];

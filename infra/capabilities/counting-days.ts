import type { Grant } from './grant.ts';

/** What counting days takes, but for reading the workspace. */
export const countingDays: readonly Grant[] = [
  { table: 'reports', actions: ['Query', 'PutItem', 'UpdateItem', 'DeleteItem'] },
  // A rebuild frames calls anew.
  { table: 'calls', actions: ['BatchGetItem', 'PutItem'] },
  { table: 'calls', index: 'timeline', actions: ['Query'] },
  { bus: 'redial', actions: ['PutEvents'] },
];

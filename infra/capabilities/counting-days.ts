import type { Grant } from './grant.ts';

/** What counting days takes, but for reading the workspace. */
export const countingDays: readonly Grant[] = [
  { table: 'reports', actions: ['Query', 'PutItem', 'UpdateItem', 'DeleteItem'] },
  { table: 'calls', index: 'timeline', actions: ['Query'] },
  { bus: 'redial', actions: ['PutEvents'] },
];

import type { Capability } from './capability.ts';

/** Ends the calls whose ending never came, and tells that follow-ups are due. */
export const sweep: Capability = {
  name: 'sweep',
  trigger: { kind: 'schedule', everyMinutes: 1 },
  may: [
    { table: 'calls', actions: ['BatchGetItem', 'PutItem'] },
    { table: 'calls', index: 'timeline', actions: ['Query'] },
    { table: 'leads', actions: ['GetItem', 'PutItem'] },
    { table: 'leads', index: 'due', actions: ['Query'] },
    { table: 'workspace', actions: ['Query'] },
  ],
  memoryMegabytes: 512,
  timeoutSeconds: 55,
  failureMeans:
    'agents are not reminded of whom they promised to call, supervisors see calls as live that ended long ago, and leads of calls without an ending are not called again',
};

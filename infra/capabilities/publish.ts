import type { Capability } from './capability.ts';

/** Tells the bus what changed in calls, leads and exports, and marks the days that reports must count again. */
export const publish: Capability = {
  name: 'publish',
  trigger: { kind: 'stream', of: ['calls', 'leads', 'exports'] },
  may: [
    { bus: 'redial', actions: ['PutEvents'] },
    { table: 'reports', actions: ['UpdateItem'] },
    // Of a log and a dialler's call that are one, it makes one.
    { table: 'calls', actions: ['GetItem', 'BatchGetItem', 'PutItem'] },
    { table: 'calls', index: 'by-lead', actions: ['Query'] },
    { table: 'workspace', actions: ['Query'] },
  ],
  memoryMegabytes: 512,
  timeoutSeconds: 60,
  failureMeans: 'leads that did not pick up are not recycled, and managers read reports without the latest calls',
};

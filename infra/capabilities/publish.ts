import type { Capability } from './capability.ts';

/** Tells the bus what changed in calls and leads, and marks the days that reports must count again. */
export const publish: Capability = {
  name: 'publish',
  trigger: { kind: 'stream', of: ['calls', 'leads'] },
  may: [
    { bus: 'redial', actions: ['PutEvents'] },
    { table: 'reports', actions: ['PutItem'] },
  ],
  memoryMegabytes: 512,
  timeoutSeconds: 60,
  failureMeans: 'leads that did not pick up are not recycled, and managers read reports without the latest calls',
};

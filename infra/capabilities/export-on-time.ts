import type { Capability } from './capability.ts';

/** Asks for the exports of schedules whose time has come. */
export const exportOnTime: Capability = {
  name: 'export-on-time',
  trigger: { kind: 'schedule', everyMinutes: 1 },
  may: [
    { table: 'exports', actions: ['Query', 'PutItem'] },
    { table: 'workspace', actions: ['Query'] },
    // Which dialler a call came from is a column.
    { table: 'connections', index: 'by-workspace', actions: ['Query'] },
  ],
  memoryMegabytes: 512,
  timeoutSeconds: 55,
  failureMeans: 'the files that managers get every day, week or month do not come',
};

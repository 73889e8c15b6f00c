import type { Capability } from './capability.ts';
import { countingDays } from './counting-days.ts';

/** Counts again the days in which a call changed. */
export const rollup: Capability = {
  name: 'rollup',
  trigger: { kind: 'schedule', everyMinutes: 5 },
  may: [...countingDays, { table: 'workspace', actions: ['Query'] }],
  // One whole processor.
  memoryMegabytes: 1769,
  timeoutSeconds: 300,
  failureMeans: 'managers read reports that stand still',
};

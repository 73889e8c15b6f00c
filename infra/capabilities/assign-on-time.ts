import { assigningLeads } from './assigning-leads.ts';
import type { Capability } from './capability.ts';

/** Makes the daily runs, goes on with runs that were not finished, and takes up leads whose time has come. */
export const assignOnTime: Capability = {
  name: 'assign-on-time',
  trigger: { kind: 'schedule', everyMinutes: 1 },
  may: [
    ...assigningLeads,
    { table: 'leads', index: 'due', actions: ['Query'] },
    { table: 'workspace', actions: ['GetItem', 'Query', 'UpdateItem'] },
  ],
  memoryMegabytes: 1769,
  timeoutSeconds: 300,
  failureMeans: 'leads that had to wait stay where they are, and the morning’s leads are not handed out',
};

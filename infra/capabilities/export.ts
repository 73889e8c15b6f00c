import { patternOf } from '../../shared/contracts/events.ts';
import type { Capability } from './capability.ts';

/** Writes calls, reports and leads into files. */
export const exportFiles: Capability = {
  name: 'export',
  // A turn may take as long as the function runs, so turns are taken one by one.
  trigger: { kind: 'queue', on: patternOf(['Export Requested']), oneByOne: true },
  may: [
    { table: 'exports', actions: ['GetItem', 'PutItem'] },
    { bucket: 'exports', actions: ['PutObject', 'GetObject'] },
    { table: 'calls', actions: ['BatchGetItem'] },
    { table: 'calls', index: 'timeline', actions: ['Query'] },
    { table: 'leads', actions: ['BatchGetItem'] },
    { table: 'leads', index: 'by-status', actions: ['Query'] },
    { table: 'reports', actions: ['Query'] },
    { table: 'workspace', actions: ['Query'] },
  ],
  memoryMegabytes: 1769,
  timeoutSeconds: 300,
  failureMeans: 'managers wait for files that do not come',
};

import { join } from 'node:path';

/** Where everything that outlives a run is kept, below the data folder; `memory` keeps nothing. */
export type DataFiles = {
  dynamodb: string | 'memory';
  fauxqs: string | 'memory';
  /** Accepted and unfinished asynchronous invocations, event deliveries, and receipts of queue messages (by mapping). */
  invocations: string | 'memory';
  deliveries: string | 'memory';
  receiptsOf: (mapping: string) => string | 'memory';
  checkpointsOf: (mapping: string) => string | 'memory';
  schedules: string | 'memory';
  logFolder: string | undefined;
};

export function dataFiles(dataFolder: string | 'memory'): DataFiles {
  const below = (...path: string[]): string => (dataFolder === 'memory' ? 'memory' : join(dataFolder, ...path));
  return {
    dynamodb: below('dynamodb'),
    fauxqs: below('queues-and-buckets'),
    invocations: below('journal', 'invocations.jsonl'),
    deliveries: below('journal', 'deliveries.jsonl'),
    receiptsOf: (mapping) => below('journal', `receipts-${mapping}.jsonl`),
    checkpointsOf: (mapping) => below('checkpoints', `${mapping}.json`),
    schedules: below('schedules.json'),
    logFolder: dataFolder === 'memory' ? undefined : join(dataFolder, 'log'),
  };
}

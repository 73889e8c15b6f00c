import type { Wiring } from '../wiring.ts';
import { clientsOf } from './clients.ts';
import { provisionBucket } from './provision-bucket.ts';
import { provisionQueues } from './provision-queues.ts';
import { provisionTable } from './provision-table.ts';

/**
 * Makes what the template names and the data folder does not have yet: tables with their streams, indexes and time to live,
 * queues with their redrive, buckets. Doing it again changes nothing. `endpoints` are the parts themselves, not the front door.
 * Throws, saying what to do, when a table that is there has other keys than the template gives it.
 */
export async function provision(wiring: Wiring, endpoints: { dynamodb: string; sqs: string; s3: string }): Promise<void> {
  const { dynamodb, sqs, s3, destroy } = clientsOf(endpoints, wiring.region);
  try {
    await Promise.all([
      ...wiring.tables.map((table) => provisionTable(dynamodb, table)),
      provisionQueues(sqs, wiring.queues),
      ...wiring.buckets.map((bucket) => provisionBucket(s3, bucket)),
    ]);
  } finally {
    destroy();
  }
}

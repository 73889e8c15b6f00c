import * as z from 'zod';
import type { Access, Place } from './call.ts';

const requestSchema = z.object({ QueueUrl: z.string().optional(), QueueName: z.string().optional() });

/** Batches need the permission of the single operation. Source: service authorization reference, Amazon SQS. */
export function sqsAccesses(operation: string, document: unknown, { region, account }: Place): Access[] {
  const { QueueUrl, QueueName } = requestSchema.parse(document);
  const name = QueueName ?? QueueUrl?.slice(QueueUrl.lastIndexOf('/') + 1);
  return [
    { action: `sqs:${operation.replace(/Batch$/, '')}`, resource: name === undefined ? '*' : `arn:aws:sqs:${region}:${account}:${name}` },
  ];
}

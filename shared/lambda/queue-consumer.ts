import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import * as z from 'zod';
import { log } from './log.ts';

const message = z.object({ detail: z.unknown() });

/**
 * A function behind a rule's queue: each message holds one event of the bus.
 * Every message has its own fate: done, or back to the queue, which sets it aside after its last try.
 */
export function queueConsumer<Detail extends z.ZodType>(detail: Detail, handle: (detail: z.output<Detail>) => Promise<void>) {
  return async (batch: SQSEvent): Promise<SQSBatchResponse> => {
    const batchItemFailures: SQSBatchResponse['batchItemFailures'] = [];
    for (const record of batch.Records) {
      try {
        await handle(detail.parse(message.parse(JSON.parse(record.body)).detail));
      } catch (error) {
        log('message-failed', { messageId: record.messageId }, error);
        batchItemFailures.push({ itemIdentifier: record.messageId });
      }
    }
    return { batchItemFailures };
  };
}

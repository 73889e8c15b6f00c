import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import * as z from 'zod';
import { log } from './log.ts';

/** A function behind a rule's queue: each message holds one event of the bus, whose detail is all that is asked for. */
export function queueConsumer<Detail extends z.ZodType>(detail: Detail, handle: (detail: z.output<Detail>) => Promise<void>) {
  const event = z.object({ detail: z.unknown() });
  return eventConsumer(event, (message) => handle(detail.parse(message.detail)));
}

/**
 * The same where the whole event is asked for.
 * Every message has its own fate: done, or back to the queue, which sets it aside after its last try.
 */
export function eventConsumer<Event extends z.ZodType>(event: Event, handle: (event: z.output<Event>) => Promise<void>) {
  return async (batch: SQSEvent): Promise<SQSBatchResponse> => {
    const batchItemFailures: SQSBatchResponse['batchItemFailures'] = [];
    for (const record of batch.Records) {
      try {
        await handle(event.parse(JSON.parse(record.body)));
      } catch (error) {
        log('message-failed', { messageId: record.messageId }, error);
        batchItemFailures.push({ itemIdentifier: record.messageId });
      }
    }
    return { batchItemFailures };
  };
}

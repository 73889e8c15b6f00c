import { type EventBridgeClient, PutEventsCommand, type PutEventsResultEntry } from '@aws-sdk/client-eventbridge';
import type { RedialEvent } from '../contracts/events.ts';
import { log } from './log.ts';

/**
 * Puts at most ten events on the bus and reads the answer entry by entry: the call succeeds also where an entry fails.
 * @returns the positions of the events that did not get there; all of them where the call itself failed.
 */
export function putEventsOn(client: EventBridgeClient, busName: string) {
  return async (events: readonly RedialEvent[]): Promise<number[]> => {
    if (events.length === 0) return [];
    const Entries = events.map((event) => ({
      EventBusName: busName,
      Source: event.source,
      DetailType: event['detail-type'],
      Detail: JSON.stringify(event.detail),
      Time: new Date(event.detail.occurredAt),
    }));
    try {
      const answer = await client.send(new PutEventsCommand({ Entries }));
      return failedEntries(answer.Entries ?? [], events.length);
    } catch (error) {
      log('events-not-published', { count: events.length }, error);
      return events.map((_, position) => position);
    }
  };
}

/** An entry without an id did not get there; nor did one that the answer does not mention. */
function failedEntries(entries: readonly PutEventsResultEntry[], sent: number): number[] {
  const failed = Array.from({ length: sent }, (_, position) => position).filter((position) => !entries[position]?.EventId);
  if (failed.length > 0) log('events-not-published', { count: failed.length, errorCode: entries[failed[0] ?? 0]?.ErrorCode ?? 'none' });
  return failed;
}

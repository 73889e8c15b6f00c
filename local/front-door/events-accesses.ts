import * as z from 'zod';
import type { Access, Place } from './call.ts';

/** Entries are checked one by one by the bus; here only what is needed to know who may put where. */
export const putEventsSchema = z.object({
  Entries: z.array(
    z.looseObject({ EventBusName: z.string().optional(), Source: z.string().optional(), DetailType: z.string().optional() }),
  ),
});

export type PutEventsEntry = z.infer<typeof putEventsSchema>['Entries'][number];

export function eventsAccesses(operation: string, document: unknown, { region, account }: Place): Access[] {
  if (operation !== 'PutEvents') return [{ action: `events:${operation}`, resource: '*' }];
  return putEventsSchema.parse(document).Entries.map((entry) => ({
    action: 'events:PutEvents',
    resource: `arn:aws:events:${region}:${account}:event-bus/${busNameOf(entry)}`,
    context: { 'events:source': entry.Source ?? '', 'events:detail-type': entry.DetailType ?? '' },
  }));
}

/** A bus is named by name or by ARN; without either it is the default one. */
export function busNameOf({ EventBusName = 'default' }: PutEventsEntry): string {
  return EventBusName.slice(EventBusName.lastIndexOf('/') + 1);
}

import * as z from 'zod';
import { statuses } from '../domain/status.ts';

export const eventSource = 'redial';

export const eventTypes = [
  'Call Started',
  'Call Ended',
  'Call Corrected',
  'Lead Reassigned',
  'Lead Kept',
  'Lead Pooled',
  'Follow-up Scheduled',
  'Follow-up Due',
  'Follow-up Resolved',
  'Day Rolled Up',
  'Day Restated',
  'Export Ready',
] as const;
export type EventType = (typeof eventTypes)[number];

const everyEvent = {
  /** The same on every redelivery. */
  eventId: z.string(),
  workspace: z.string(),
  /** Of the thing that the event is about, counting its writes. */
  version: z.number().int(),
  occurredAt: z.iso.datetime(),
};

/** Detail of Call Started, Call Ended and Call Corrected. Without phone numbers and names: who may see them asks the API. */
export const callEventDetail = z.object({
  ...everyEvent,
  callId: z.string(),
  status: z.enum(statuses),
  outcome: z.string(),
  disposition: z.enum(statuses).nullable(),
  reason: z.string().nullable(),
  direction: z.enum(['inbound', 'outbound']).nullable(),
  connected: z.boolean(),
  talkSeconds: z.number().int(),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  day: z.iso.date(),
  leadId: z.string().nullable(),
  agentId: z.string().nullable(),
  campaignId: z.string().nullable(),
  tags: z.array(z.string()),
});
export type CallEventDetail = z.infer<typeof callEventDetail>;

/** Detail of Lead Reassigned, Lead Kept and Lead Pooled: one for each decision. */
export const leadEventDetail = z.object({
  ...everyEvent,
  leadId: z.string(),
  /** The call whose outcome was decided on; null for a run by hand or by the clock. */
  callId: z.string().nullable(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  reason: z.string(),
});
export type LeadEventDetail = z.infer<typeof leadEventDetail>;

/** Detail of Day Rolled Up and Day Restated. */
export const dayEventDetail = z.object({ ...everyEvent, day: z.iso.date(), calls: z.number().int() });
export type DayEventDetail = z.infer<typeof dayEventDetail>;

export type EventDetail = CallEventDetail | LeadEventDetail | DayEventDetail;

/** An event as it goes to the bus and as a rule's queue carries it on. */
export type RedialEvent<Detail = EventDetail> = { source: typeof eventSource; 'detail-type': EventType; detail: Detail };

/** An EventBridge pattern for these event types, and for details whose fields have one of the listed values. */
export function patternOf(
  types: readonly EventType[],
  detail?: Record<string, readonly unknown[]>,
): {
  source: string[];
  'detail-type': EventType[];
  detail?: Record<string, unknown[]>;
} {
  const values = detail && Object.fromEntries(Object.entries(detail).map(([field, list]) => [field, [...list]]));
  return { source: [eventSource], 'detail-type': [...types], ...(values && { detail: values }) };
}

import * as z from 'zod';
import { exportFormats } from '../domain/export.ts';
import { followUpResolutions } from '../domain/follow-up.ts';
import { causeKinds } from '../domain/restatement.ts';
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
  'Export Requested',
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
  /** Nobody said anything new: a rebuild of reports counts the call by the settings of now. */
  reframed: z.literal(true).exactOptional(),
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

/** Detail of Follow-up Scheduled, Follow-up Due and Follow-up Resolved. Without the note: it may say anything. */
export const followUpEventDetail = z.object({
  ...everyEvent,
  followUpId: z.string(),
  leadId: z.string(),
  /** Who owns the lead. */
  agentId: z.string().nullable(),
  /** The call in which it was agreed on. */
  callId: z.string().nullable(),
  at: z.iso.datetime(),
  /** How it was resolved, and by which call; null while it is open. */
  resolution: z.enum(followUpResolutions).nullable(),
  resolvedByCallId: z.string().nullable(),
});
export type FollowUpEventDetail = z.infer<typeof followUpEventDetail>;

/** Detail of Day Rolled Up. */
export const dayEventDetail = z.object({ ...everyEvent, day: z.iso.date(), calls: z.number().int() });
export type DayEventDetail = z.infer<typeof dayEventDetail>;

/** Detail of Day Restated. What changed by how much is in `GET /api/reports/restatements`. */
export const dayRestatedDetail = dayEventDetail.extend({ causes: z.array(z.enum(causeKinds)) });
export type DayRestatedDetail = z.infer<typeof dayRestatedDetail>;

/** Detail of Export Requested: a turn of writing the file is due. */
export const exportRequestedDetail = z.object({ ...everyEvent, exportId: z.string(), turn: z.number().int() });
export type ExportRequestedDetail = z.infer<typeof exportRequestedDetail>;

/** Detail of Export Ready. The file itself is fetched by a link that `GET /api/exports/{id}` makes. */
export const exportReadyDetail = z.object({
  ...everyEvent,
  exportId: z.string(),
  kind: z.enum(['calls', 'report', 'leads']),
  format: z.enum(exportFormats),
  rows: z.number().int(),
  bytes: z.number().int(),
  sha256: z.string(),
});
export type ExportReadyDetail = z.infer<typeof exportReadyDetail>;

export type EventDetail =
  | CallEventDetail
  | LeadEventDetail
  | FollowUpEventDetail
  | DayEventDetail
  | DayRestatedDetail
  | ExportRequestedDetail
  | ExportReadyDetail;

/** An event as it goes to the bus and as a rule's queue carries it on. */
export type RedialEvent<Detail = EventDetail> = { source: typeof eventSource; 'detail-type': EventType; detail: Detail };

/** Leaves out calls that only count by other settings: they were acted on when they happened. */
export const notReframed = { reframed: [{ exists: false }] } as const;

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

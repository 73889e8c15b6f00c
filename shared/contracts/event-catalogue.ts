import type { z } from 'zod';
import {
  type CallEventDetail,
  callEventDetail,
  type DayEventDetail,
  dayEventDetail,
  dayRestatedDetail,
  type EventDetail,
  type EventType,
  type ExportReadyDetail,
  type ExportRequestedDetail,
  exportReadyDetail,
  exportRequestedDetail,
  type FollowUpEventDetail,
  followUpEventDetail,
  type LeadEventDetail,
  leadEventDetail,
} from './events.ts';

export type CatalogueEntry = {
  /** When it is sent. */
  means: string;
  detail: z.ZodObject;
  example: EventDetail;
};

const call: CallEventDetail = {
  eventId: 'c_5q0m2t8f1v7zk3x9yb4w.2',
  workspace: 'w_1f3a9c27b6d0',
  version: 2,
  occurredAt: '2026-11-22T10:00:19.412Z',
  callId: 'c_5q0m2t8f1v7zk3x9yb4w',
  status: 'Busy',
  outcome: 'Busy',
  disposition: null,
  reason: null,
  direction: 'outbound',
  connected: false,
  talkSeconds: 0,
  startedAt: '2026-11-22T10:00:01.000Z',
  endedAt: '2026-11-22T10:00:19.000Z',
  day: '2026-11-22',
  leadId: 'l_8h2k6n0r4w1y5b9d3g7j',
  agentId: 'a_6t9x2c5f8k1n',
  campaignId: null,
  tags: ['hot'],
};

const lead: LeadEventDetail = {
  eventId: 'l_8h2k6n0r4w1y5b9d3g7j.c_5q0m2t8f1v7zk3x9yb4w',
  workspace: 'w_1f3a9c27b6d0',
  version: 1,
  occurredAt: '2026-11-22T10:00:20.103Z',
  leadId: 'l_8h2k6n0r4w1y5b9d3g7j',
  callId: 'c_5q0m2t8f1v7zk3x9yb4w',
  from: 'a_6t9x2c5f8k1n',
  to: 'a_0b3e7h1m4q8t',
  reason: 'not-picked-up',
};

const followUp: FollowUpEventDetail = {
  eventId: 'fu_l_8h2k6n0r4w1y5b9d3g7j_2v6z0d4h8m1q.4',
  workspace: 'w_1f3a9c27b6d0',
  version: 4,
  occurredAt: '2026-11-22T10:07:41.020Z',
  followUpId: 'fu_l_8h2k6n0r4w1y5b9d3g7j_2v6z0d4h8m1q',
  leadId: 'l_8h2k6n0r4w1y5b9d3g7j',
  agentId: 'a_6t9x2c5f8k1n',
  callId: 'c_5q0m2t8f1v7zk3x9yb4w',
  at: '2026-11-23T04:30:00.000Z',
  resolution: null,
  resolvedByCallId: null,
};

const day: DayEventDetail = {
  eventId: 'w_1f3a9c27b6d0.2026-11-22.7',
  workspace: 'w_1f3a9c27b6d0',
  version: 7,
  occurredAt: '2026-11-22T10:05:00.000Z',
  day: '2026-11-22',
  calls: 412,
};

const exported = { workspace: 'w_1f3a9c27b6d0', version: 3, occurredAt: '2026-11-22T10:06:00.000Z', exportId: 'e_4m7p1s5v9y2b' };

const exportRequested: ExportRequestedDetail = { eventId: `${exported.exportId}.turn.1`, ...exported, version: 1, turn: 1 };

const exportReady: ExportReadyDetail = {
  eventId: `${exported.exportId}.ready.1`,
  ...exported,
  kind: 'calls',
  format: 'xlsx',
  rows: 18_204,
  bytes: 1_804_113,
  sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
};

/** The events that are sent by now, for whoever subscribes to the bus. */
export const eventCatalogue: Partial<Record<EventType, CatalogueEntry>> = {
  'Call Started': {
    means: 'A call was first heard of and goes on.',
    detail: callEventDetail,
    example: { ...call, version: 1, eventId: `${call.callId}.1`, status: 'In-progress', outcome: 'In-progress', endedAt: null },
  },
  'Call Ended': { means: 'A call ended: telephony said how, or a person disposed of it.', detail: callEventDetail, example: call },
  'Call Corrected': {
    means:
      'Something that reports count, or when the lead is to be called next, changed on a call that had ended: a late webhook, or a correction; with `reframed` only the zone, or what a machine counts as, by a rebuild of reports.',
    detail: callEventDetail,
    example: { ...call, version: 3, eventId: `${call.callId}.3`, status: 'Called', outcome: 'Called', connected: true, talkSeconds: 64 },
  },
  'Lead Reassigned': { means: 'A lead was given to another agent, or to its first.', detail: leadEventDetail, example: lead },
  'Lead Kept': {
    means: 'After an unanswered call it was decided to leave the lead where it is.',
    detail: leadEventDetail,
    example: { ...lead, to: null, reason: 'spoken-to' },
  },
  'Lead Pooled': {
    means: 'A lead was given on as often as the policy allows; it has no owner now and waits for a person.',
    detail: leadEventDetail,
    example: { ...lead, to: null, reason: 'recycled-too-often' },
  },
  'Follow-up Scheduled': {
    means: 'A next contact was scheduled, or moved to another time.',
    detail: followUpEventDetail,
    example: followUp,
  },
  'Follow-up Due': {
    means: 'The time of an open follow-up has come; once for each time it is scheduled for, within a minute.',
    detail: followUpEventDetail,
    example: { ...followUp, eventId: `${followUp.followUpId}.5`, version: 5, occurredAt: '2026-11-23T04:30:38.154Z' },
  },
  'Follow-up Resolved': {
    means:
      'A follow-up ended: `spoken-to` (a connected call of its day or later), `by-hand` (a person says that it is done), `replaced` (another one was scheduled) or `withdrawn`.',
    detail: followUpEventDetail,
    example: {
      ...followUp,
      eventId: `${followUp.followUpId}.6`,
      version: 6,
      occurredAt: '2026-11-23T04:41:09.000Z',
      resolution: 'spoken-to',
      resolvedByCallId: 'c_0r4w1y5b9d3g7j8h2k6n',
    },
  },
  'Day Rolled Up': { means: 'The report rows of a day were computed again and some changed.', detail: dayEventDetail, example: day },
  'Day Restated': {
    means: 'The rows of a day that had closed changed: what was read of it before is no longer so. Once for each restatement.',
    detail: dayRestatedDetail,
    example: {
      ...day,
      eventId: 'day-restated:w_1f3a9c27b6d0:2026-11-22:9',
      version: 9,
      occurredAt: '2026-11-26T08:10:00.000Z',
      causes: ['late-webhook'],
    },
  },
  'Export Requested': {
    means: 'A turn of writing a file is due: the first, or the next one of a file that takes longer than a function runs.',
    detail: exportRequestedDetail,
    example: exportRequested,
  },
  'Export Ready': { means: 'A file that a manager asked for can be fetched.', detail: exportReadyDetail, example: exportReady },
};

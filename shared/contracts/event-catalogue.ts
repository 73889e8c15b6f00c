import type { z } from 'zod';
import {
  type CallEventDetail,
  callEventDetail,
  type DayEventDetail,
  dayEventDetail,
  type EventType,
  type LeadEventDetail,
  leadEventDetail,
} from './events.ts';

export type CatalogueEntry = {
  /** When it is sent. */
  means: string;
  detail: z.ZodObject;
  example: CallEventDetail | LeadEventDetail | DayEventDetail;
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

const day: DayEventDetail = {
  eventId: 'w_1f3a9c27b6d0.2026-11-22.7',
  workspace: 'w_1f3a9c27b6d0',
  version: 7,
  occurredAt: '2026-11-22T10:05:00.000Z',
  day: '2026-11-22',
  calls: 412,
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
    means: 'Something that reports count changed on a call that had ended: a late webhook, or a correction.',
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
  'Day Rolled Up': { means: 'The report rows of a day were computed again and some changed.', detail: dayEventDetail, example: day },
};

import type { Sums } from './report-row.ts';

type Described = { name: string; formula: string; unit: 'calls' | 'seconds' | 'ratio'; version: number };
type Count = Described & { kind: 'count'; sum: keyof Sums };
type ByStatus = Described & { kind: 'by-status'; sum: keyof Sums };
type Divided = Described & { numerator: keyof Sums; denominator: keyof Sums; nullWhen: string };
type RatioMetric = Divided & { kind: 'ratio' };
/** A share of calls, given with its 95 % interval. */
type Rate = Divided & { kind: 'rate' };
export type Metric = Count | ByStatus | RatioMetric | Rate;

/** Changes whenever any entry of the dictionary does; every report says which one its numbers follow. */
export const definitionsVersion = '2';

/** Every number of a report, in the order in which reports give them. All count ended calls, by the workspace's day of their start. */
export const metrics = {
  calls: {
    kind: 'count',
    name: 'Calls',
    formula: 'ended calls that started in the period',
    unit: 'calls',
    sum: 'calls',
    version: 1,
  },
  byStatus: {
    kind: 'by-status',
    name: 'Calls by status',
    formula: 'calls, for each of the seven statuses; a call in progress has not ended, so In-progress is 0',
    unit: 'calls',
    sum: 'calls',
    version: 1,
  },
  attempts: {
    kind: 'count',
    name: 'Attempts',
    formula: 'outbound calls, whatever their status; an unknown direction counts as outbound',
    unit: 'calls',
    sum: 'attempts',
    version: 1,
  },
  connected: {
    kind: 'count',
    name: 'Connected calls',
    formula: 'calls with talk time above 0 s, whatever their status and direction',
    unit: 'calls',
    sum: 'connected',
    version: 1,
  },
  pickUpRate: {
    kind: 'rate',
    name: 'Pick-up rate',
    formula: 'connected outbound calls ÷ attempts',
    unit: 'ratio',
    numerator: 'pickedUp',
    denominator: 'attempts',
    nullWhen: 'there are no attempts',
    version: 1,
  },
  conversations: {
    kind: 'count',
    name: 'Conversations',
    formula: 'connected calls with at least as much talk time as the workspace calls a conversation (30 s, unless it says otherwise)',
    unit: 'calls',
    sum: 'conversations',
    version: 1,
  },
  talkSeconds: {
    kind: 'count',
    name: 'Talk time',
    formula: 'sum of the talk time of all calls',
    unit: 'seconds',
    sum: 'talkSeconds',
    version: 1,
  },
  averageTalkSeconds: {
    kind: 'ratio',
    name: 'Average talk time',
    formula: 'talk time ÷ connected calls',
    unit: 'seconds',
    numerator: 'talkSeconds',
    denominator: 'connected',
    nullWhen: 'there are no connected calls',
    version: 1,
  },
  inbound: {
    kind: 'count',
    name: 'Inbound calls',
    formula: 'inbound calls, whatever their status',
    unit: 'calls',
    sum: 'inbound',
    version: 1,
  },
  inboundAnswered: {
    kind: 'count',
    name: 'Inbound answered',
    formula: 'connected inbound calls',
    unit: 'calls',
    sum: 'inboundAnswered',
    version: 1,
  },
  missed: {
    kind: 'count',
    name: 'Missed calls',
    formula: 'calls with the status Missed, in any direction',
    unit: 'calls',
    sum: 'missed',
    version: 1,
  },
  missedRate: {
    kind: 'rate',
    name: 'Missed rate',
    formula: 'inbound calls with the status Missed ÷ inbound calls',
    unit: 'ratio',
    numerator: 'inboundMissed',
    denominator: 'inbound',
    nullWhen: 'there are no inbound calls',
    version: 1,
  },
  missedReturned: {
    kind: 'count',
    name: 'Missed calls returned',
    formula:
      'missed calls after whose end another call with the same lead connected, in either direction and by any agent, within the hours that the workspace sets (24, unless it says otherwise)',
    unit: 'calls',
    sum: 'missedReturned',
    version: 1,
  },
} as const satisfies Record<string, Metric>;

export type MetricId = keyof typeof metrics;

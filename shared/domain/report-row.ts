import type { AnswerTimes } from './answer-times.ts';
import type { Day } from './instant.ts';
import type { Direction, Status } from './status.ts';

/** What a report can be broken down by and filtered on, as one row knows it; a dimension that its family does not keep is absent. */
export type RowDimensions = {
  agent?: string | null;
  branch?: string | null;
  department?: string | null;
  campaign?: string | null;
  /** Every tag of the calls in the row, sorted: a set, so that totals count a call once. */
  tags?: readonly string[];
  direction?: Direction | null;
  /** Local hour of the start, 0 to 23. */
  hour?: number;
};

/** Absolute sums over the calls of one day that share the row's dimensions and one status. */
export type Sums = {
  calls: number;
  attempts: number;
  /** Outbound calls with talk time. */
  pickedUp: number;
  connected: number;
  conversations: number;
  talkSeconds: number;
  inbound: number;
  inboundAnswered: number;
  inboundMissed: number;
  missed: number;
  missedReturned: number;
};

/** Part of one day's report; the same calls always give the same bytes. */
export type ReportRow = {
  family: string;
  day: Day;
  dimensions: RowDimensions;
  /** Only the statuses that occur. */
  byStatus: Partial<Record<Status, Sums>>;
  /** Only in the family of answer times. */
  answerTimes?: AnswerTimes;
};

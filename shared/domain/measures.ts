import { type MetricId, metrics } from './metrics.ts';
import type { ReportRow, Sums } from './report-row.ts';
import { type Status, statuses } from './status.ts';
import { addSums, noSums } from './sums.ts';

/** `value` is null where the denominator is 0, and never rounded. */
type Ratio = { value: number | null; numerator: number; denominator: number };

/** The numbers of one row of a report, in the order of the dictionary. */
export type Measures = {
  [Id in MetricId]: (typeof metrics)[Id]['kind'] extends 'ratio' ? Ratio : Id extends 'byStatus' ? Record<Status, number> : number;
};

/** What a report says of sums by status. */
export function measuresOf(byStatus: ReportRow['byStatus']): Measures {
  const sums = noSums();
  for (const status of statuses) addSums(sums, byStatus[status] ?? noSums());
  const count = (id: CountId) => sums[metrics[id].sum];
  const ratio = (id: RatioId) => ratioOf(sums, metrics[id]);
  return {
    calls: count('calls'),
    byStatus: callsByStatus(byStatus),
    attempts: count('attempts'),
    connected: count('connected'),
    pickUpRate: ratio('pickUpRate'),
    conversations: count('conversations'),
    talkSeconds: count('talkSeconds'),
    averageTalkSeconds: ratio('averageTalkSeconds'),
    inbound: count('inbound'),
    inboundAnswered: count('inboundAnswered'),
    missed: count('missed'),
    missedRate: ratio('missedRate'),
    missedReturned: count('missedReturned'),
  };
}

type OfKind<Kind> = { [Id in MetricId]: (typeof metrics)[Id]['kind'] extends Kind ? Id : never }[MetricId];
type CountId = OfKind<'count'>;
type RatioId = OfKind<'ratio'>;

function ratioOf(sums: Sums, metric: { numerator: keyof Sums; denominator: keyof Sums }): Ratio {
  const numerator = sums[metric.numerator];
  const denominator = sums[metric.denominator];
  return { value: denominator === 0 ? null : numerator / denominator, numerator, denominator };
}

function callsByStatus(byStatus: ReportRow['byStatus']): Record<Status, number> {
  const calls = (status: Status) => byStatus[status]?.calls ?? 0;
  return {
    Called: calls('Called'),
    Busy: calls('Busy'),
    'No Answer': calls('No Answer'),
    Missed: calls('Missed'),
    'In-progress': calls('In-progress'),
    'Follow up': calls('Follow up'),
    Rescheduled: calls('Rescheduled'),
  };
}

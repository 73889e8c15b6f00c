import { type MetricId, metrics } from './metrics.ts';
import { type RateMeasure, type Ratio, rateOf, ratioOf } from './rate.ts';
import type { ReportRow } from './report-row.ts';
import { type Status, statuses } from './status.ts';
import { addSums, noSums } from './sums.ts';

/** The numbers of one row of a report, in the order of the dictionary. */
export type Measures = {
  [Id in MetricId]: MeasureOfKind[(typeof metrics)[Id]['kind']];
};

type MeasureOfKind = { count: number; 'by-status': Record<Status, number>; ratio: Ratio; rate: RateMeasure };

const averageTalk = metrics.averageTalkSeconds;

/** What a report says of sums by status. */
export function measuresOf(byStatus: ReportRow['byStatus']): Measures {
  const sums = noSums();
  for (const status of statuses) addSums(sums, byStatus[status] ?? noSums());
  const count = (id: CountId) => sums[metrics[id].sum];
  const rate = (id: OfKind<'rate'>) => rateOf(sums[metrics[id].numerator], sums[metrics[id].denominator]);
  return {
    calls: count('calls'),
    byStatus: callsByStatus(byStatus),
    attempts: count('attempts'),
    connected: count('connected'),
    pickUpRate: rate('pickUpRate'),
    conversations: count('conversations'),
    talkSeconds: count('talkSeconds'),
    averageTalkSeconds: ratioOf(sums[averageTalk.numerator], sums[averageTalk.denominator]),
    inbound: count('inbound'),
    inboundAnswered: count('inboundAnswered'),
    missed: count('missed'),
    missedRate: rate('missedRate'),
    missedReturned: count('missedReturned'),
  };
}

type OfKind<Kind> = { [Id in MetricId]: (typeof metrics)[Id]['kind'] extends Kind ? Id : never }[MetricId];
type CountId = OfKind<'count'>;

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

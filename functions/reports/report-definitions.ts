import { type FurtherMetric, reachMetrics, serviceLevelMetrics } from '../../shared/domain/further-metrics.ts';
import { definitionsVersion, type Metric, metrics } from '../../shared/domain/metrics.ts';
import type { Sums } from '../../shared/domain/report-row.ts';

/** What each sum that a ratio is made of counts. */
const sumMeans = {
  calls: 'calls',
  attempts: 'outbound calls, and those of unknown direction',
  pickedUp: 'attempts with talk time',
  connected: 'calls with talk time',
  conversations: 'conversations',
  talkSeconds: 'talk time in seconds',
  inbound: 'inbound calls',
  inboundAnswered: 'inbound calls with talk time',
  inboundMissed: 'inbound calls with the status Missed',
  missed: 'calls with the status Missed',
  missedReturned: 'missed calls that were returned',
} as const satisfies Record<keyof Sums, string>;

/** One measure as `GET /api/reports/definitions` gives it; numerator and denominator are null for what is not divided. */
export type Definition = Omit<FurtherMetric, 'unit'> & { unit: string; answeredBy: string };

/** The answer of `GET /api/reports/definitions`: the metric dictionary, in the order in which answers give the measures. */
export function reportDefinitions(): { version: string; measures: Definition[] } {
  const answeredBy = (path: string) => (metric: FurtherMetric) => ({ ...metric, answeredBy: path });
  return {
    version: definitionsVersion,
    measures: [
      ...Object.entries(metrics).map(([id, metric]) => definitionOf(id, metric)),
      ...serviceLevelMetrics.map(answeredBy('/api/reports/service-level')),
      ...reachMetrics.map(answeredBy('/api/reports/reach')),
    ],
  };
}

function definitionOf(id: string, metric: Metric): Definition {
  const { name, formula, unit, version } = metric;
  const answeredBy = '/api/reports';
  if (!('numerator' in metric)) return { id, name, formula, numerator: null, denominator: null, nullWhen: null, unit, version, answeredBy };
  const [numerator, denominator] = [sumMeans[metric.numerator], sumMeans[metric.denominator]];
  return { id, name, formula, numerator, denominator, nullWhen: metric.nullWhen, unit, version, answeredBy };
}

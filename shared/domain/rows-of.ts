import type { Connects } from './connects.ts';
import { type DayContext, dayTally } from './day-tally.ts';
import type { ReportCall } from './report-call.ts';
import type { ReportRow } from './report-row.ts';

/**
 * The rows of one day, of every family, sorted: the same set of calls in any order gives the same bytes.
 * Calls in progress count nowhere. `later` holds the connects of the days after it, up to `returnWindowDays` of them.
 */
export function rowsOf(calls: readonly ReportCall[], context: DayContext & { later: readonly Connects[] }): ReportRow[] {
  const tally = dayTally(context);
  tally.add(calls);
  return tally.rows(context.later);
}

import { causesOfChange } from '../../shared/domain/day-causes.ts';
import { firstOpenDay } from '../../shared/domain/first-open-day.ts';
import { groupedCauses, measureChanges, type Restatement } from '../../shared/domain/restatement.ts';
import type { DaySummary } from '../../shared/store/report-store.ts';
import type { ComputedDay } from './save-rolled-up-day.ts';

type Recount = { before: DaySummary | undefined; after: DaySummary; changedRows: number };

/**
 * What is to be left for whoever read the day before, where it had closed and its rows are others now. The first count of a day restates
 * nothing; nor does the ending of a call that had kept the day open.
 */
export function restatementOf(computed: ComputedDay, { before, after, changedRows }: Recount): Restatement | undefined {
  if (before === undefined || before.digest === '' || before.digest === after.digest) return undefined;
  const { day, begunAt, settings, marks, calls } = computed;
  const causes = causesOfChange(day, marks, { before: before.totals, after: after.totals });
  const isClosedAt = (at: string) => day < firstOpenDay(settings, at);
  const wasKeptOpen = before.open > 0 || causes.some(({ openSince }) => openSince !== null && !isClosedAt(openSince));
  if (wasKeptOpen || !isClosedAt(begunAt)) return undefined;
  return {
    day,
    at: begunAt,
    version: after.version,
    calls,
    rows: changedRows,
    causes: groupedCauses(causes),
    changes: measureChanges(before.totals, after.totals),
  };
}

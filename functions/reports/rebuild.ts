import { daysBetween } from '../../shared/domain/business-day.ts';
import type { Day, Instant } from '../../shared/domain/instant.ts';
import type { Directory } from '../../shared/domain/workspace.ts';
import type { ReportStore } from '../../shared/store/report-store.ts';
import { keptDays, markDays } from '../rollup/mark-days.ts';

type Rebuild = { from: Day; to: Day; directory: Directory; now: Instant };

/**
 * Marks days for the next rollups, which count them anew by the definitions and settings of today, after moving calls to their days of the
 * zone of today; reports show each day as it was until all of it is counted. Days whose calls retention has removed keep their rows: there is nothing to count.
 * @returns the days that were marked.
 */
export async function rebuild({ from, to, directory, now }: Rebuild, reports: Pick<ReportStore, 'markDirty'>): Promise<Day[]> {
  const kept = keptDays(directory.settings, now);
  const days = daysBetween(from > kept.from ? from : kept.from, to < kept.to ? to : kept.to);
  await markDays({ workspace: directory.workspace, days, kind: 'rebuild', at: now }, reports);
  return days;
}

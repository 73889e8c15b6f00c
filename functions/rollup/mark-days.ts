import { dayOf, plusDays } from '../../shared/domain/business-day.ts';
import { type Day, type Instant, plusSeconds } from '../../shared/domain/instant.ts';
import type { CauseKind } from '../../shared/domain/restatement.ts';
import type { Settings } from '../../shared/domain/workspace.ts';
import type { ReportStore } from '../../shared/store/report-store.ts';

export type DaysToMark = { workspace: string; days: readonly Day[]; kind: CauseKind; at: Instant };

const marksAtOnce = 25;

/** Has the next rollups count these days again, whatever became of their calls. */
export async function markDays({ workspace, days, kind, at }: DaysToMark, reports: Pick<ReportStore, 'markDirty'>): Promise<void> {
  const causes = [{ kind, callId: null, openSince: null }];
  const mark = { workspace, mark: `${kind}:${at}`, markedAt: at, causes, ...(kind === 'rebuild' && { rebuildAskedAt: at }) };
  for (let start = 0; start < days.length; start += marksAtOnce) {
    await Promise.all(days.slice(start, start + marksAtOnce).map((day) => reports.markDirty({ ...mark, day })));
  }
}

/** The days of which no call has been removed yet, by the setting as it is now: there is something to count again. */
export function keptDays(settings: Pick<Settings, 'timezone' | 'retentionDays'>, now: Instant): { from: Day; to: Day } {
  const gone = dayOf(plusSeconds(now, -settings.retentionDays * 86_400), settings.timezone);
  // A dialler's clock may be ahead, into tomorrow.
  return { from: plusDays(gone, 1), to: plusDays(dayOf(now, settings.timezone), 1) };
}

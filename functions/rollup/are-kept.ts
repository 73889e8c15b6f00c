import { dayOf } from '../../shared/domain/business-day.ts';
import { type Day, type Instant, plusSeconds } from '../../shared/domain/instant.ts';
import type { Settings } from '../../shared/domain/workspace.ts';
import type { DaySummary } from '../../shared/store/report-store.ts';

export type Keeping = { at: Instant; settings: Pick<Settings, 'timezone' | 'retentionDays'>; summary: DaySummary | undefined };

/** Whether all calls of a day are still there, by the shortest time that they were ever to be kept for. If not, the rows are all that is left. */
export function areKept(day: Day, { at, settings, summary }: Keeping): boolean {
  const days = Math.min(settings.retentionDays, summary?.retentionDays ?? settings.retentionDays);
  return day > dayOf(plusSeconds(at, -days * 86_400), settings.timezone);
}

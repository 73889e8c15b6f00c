import type { DayEventDetail, RedialEvent } from '../../shared/contracts/events.ts';
import { eventSource } from '../../shared/contracts/events.ts';
import { firstOpenDay } from '../../shared/domain/first-open-day.ts';
import type { Day, Instant } from '../../shared/domain/instant.ts';
import type { ReportRow } from '../../shared/domain/report-row.ts';
import { rowDifference } from '../../shared/domain/row-difference.ts';
import type { Settings } from '../../shared/domain/workspace.ts';
import type { DaySummary } from '../../shared/store/report-store.ts';
import type { RollUpDependencies } from './roll-up-dependencies.ts';

/** `isNews`: it was marked, or its rows changed. */
export type DayFate =
  | { kind: 'done'; calls: number; changedRows: number; isNews: boolean }
  /** A newer recomputation has begun: that one writes. */
  | { kind: 'superseded' }
  | { kind: 'failed'; error: unknown };

export type ComputedDay = {
  workspace: string;
  day: Day;
  generation: number;
  calls: number;
  /** Calls of the day still in progress. */
  open: number;
  rows: readonly ReportRow[];
  isMarked: boolean;
  /** Before any call was read. */
  begunAt: Instant;
  settings: Settings;
};

/** Writes what differs from the stored rows, and tells of a change once it stands. A day that nobody marked and nothing changed is left alone. */
export async function saveRolledUpDay(computed: ComputedDay, { reports, putEvents }: RollUpDependencies): Promise<DayFate> {
  const { workspace, day, generation, calls } = computed;
  const [before] = await reports.summaries(workspace, day, day);
  const { changed, gone } = rowDifference(await reports.rowsOfDay(workspace, day), computed.rows);
  const changedRows = changed.length + gone.length;
  const unannounced = putEvents !== undefined && (changedRows > 0 || before?.unannounced === true);
  const isNews = computed.isMarked || changedRows > 0;
  if (!isNews && !unannounced) return { kind: 'done', calls, changedRows, isNews };

  const summary = summaryOf(computed);
  const saved = await reports.saveDay({
    workspace,
    day,
    generation,
    changed,
    gone,
    summary: unannounced ? { ...summary, unannounced } : summary,
  });
  if (saved === 'superseded') return { kind: 'superseded' };
  if (unannounced) {
    const failed = await putEvents([dayRolledUp(computed)]);
    if (failed.length > 0) throw new Error(`Cannot tell that ${day} was rolled up: the bus did not take the event; the next run tells it`);
    await reports.saveDay({ workspace, day, generation, changed: [], gone: [], summary });
  }
  return { kind: 'done', calls, changedRows, isNews };
}

function summaryOf({ day, calls, open, begunAt, settings }: ComputedDay): DaySummary {
  return { day, calls, open, rolledUpAt: begunAt, closed: day < firstOpenDay(settings, begunAt) };
}

function dayRolledUp({ workspace, day, generation, calls, begunAt }: ComputedDay): RedialEvent<DayEventDetail> {
  const eventId = `day-rolled-up:${workspace}:${day}:${generation}`;
  return {
    source: eventSource,
    'detail-type': 'Day Rolled Up',
    detail: { eventId, workspace, version: generation, occurredAt: begunAt, day, calls },
  };
}

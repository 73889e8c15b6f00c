import { firstOpenDay } from '../../shared/domain/first-open-day.ts';
import type { Day, Instant } from '../../shared/domain/instant.ts';
import type { ReportRow } from '../../shared/domain/report-row.ts';
import type { Restatement } from '../../shared/domain/restatement.ts';
import { rowDifference } from '../../shared/domain/row-difference.ts';
import type { Settings } from '../../shared/domain/workspace.ts';
import { rowsDigest } from '../../shared/store/packed-row.ts';
import type { BegunDay, DaySummary, DirtyDay, UntoldRestatement } from '../../shared/store/report-store.ts';
import { dayRestated, dayRolledUp } from './day-events.ts';
import { restatementOf } from './restatement-of.ts';
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
  begun: BegunDay;
  calls: number;
  /** Calls of the day still in progress. */
  open: number;
  rows: readonly ReportRow[];
  /** Those that touch the day, its own among them. */
  marks: readonly DirtyDay[];
  /** Before any call was read. */
  begunAt: Instant;
  /** As they are now, but for the zone: the day keeps the one in which it was first counted. */
  settings: Settings;
};

/** Writes what differs from the stored rows, and tells of a change once it stands. A day that nobody marked and nothing changed is left alone. */
export async function saveRolledUpDay(computed: ComputedDay, { reports, putEvents }: RollUpDependencies): Promise<DayFate> {
  const { workspace, day, begun, calls, marks } = computed;
  const before = begun.summary;
  const after = summaryOf(computed);
  const { changed, gone } = await differenceOf(computed, after, reports);
  const changedRows = changed.length + gone.length;
  const isNews = marks.some((mark) => mark.day === day) || changedRows > 0;
  const restatement = restatementOf(computed, { before, after, changedRows });
  const news = putEvents ? untoldOf({ before, changedRows, restatement }) : {};
  const isTold = news.unannounced === undefined && news.untold === undefined;
  if (!isNews && isTold && !restatement && !begun.isHalfWritten) return { kind: 'done', calls, changedRows, isNews };

  const toSave = { workspace, day, generation: begun.generation, changed, gone, summary: { ...after, ...news } };
  const saved = await reports.saveDay(restatement ? { ...toSave, restatement } : toSave);
  if (saved === 'superseded') return { kind: 'superseded' };
  if (putEvents && !isTold) {
    const events = [...(news.unannounced ? [dayRolledUp(computed)] : []), ...(news.untold ?? []).map((one) => dayRestated(computed, one))];
    const failed = await putEvents(events);
    if (failed.length > 0) throw new Error(`Cannot tell that ${day} was rolled up: the bus did not take the event; the next run tells it`);
    await reports.saveDay({ ...toSave, changed: [], gone: [], summary: after });
  }
  return { kind: 'done', calls, changedRows, isNews };
}

/** Stored rows are read only where they may be others than the computed ones. */
async function differenceOf({ workspace, day, begun, rows }: ComputedDay, after: DaySummary, reports: RollUpDependencies['reports']) {
  const isSame = !begun.isHalfWritten && (begun.summary?.digest ?? rowsDigest([])) === after.digest;
  return isSame ? { changed: [], gone: [] } : rowDifference(await reports.rowsOfDay(workspace, day, begun.families), rows);
}

function summaryOf({ day, calls, open, begun, rows, begunAt, settings }: ComputedDay): DaySummary {
  return {
    day,
    calls,
    open,
    rolledUpAt: begunAt,
    closed: open === 0 && day < firstOpenDay(settings, begunAt),
    version: begun.generation,
    totals: rows.find(({ family }) => family === 'none')?.byStatus ?? {},
    digest: rowsDigest(rows),
    retentionDays: Math.min(begun.summary?.retentionDays ?? Number.MAX_SAFE_INTEGER, settings.retentionDays),
    timezone: settings.timezone,
  };
}

/** One call of the bus takes ten events. Of more restatements than that fit, of a bus that took none for so long, the newest are told. */
const mostUntold = 9;

type News = { before: DaySummary | undefined; changedRows: number; restatement: Restatement | undefined };

/** What is still to be told once this is stored. */
function untoldOf({ before, changedRows, restatement }: News): Pick<DaySummary, 'unannounced' | 'untold'> {
  const restated = restatement ? [untold(restatement)] : [];
  const all = [...(before?.untold ?? []), ...restated].slice(-mostUntold);
  return { ...((changedRows > 0 || before?.unannounced) && { unannounced: true }), ...(all.length > 0 && { untold: all }) };
}

function untold({ version, at, calls, causes }: Restatement): UntoldRestatement {
  return { version, at, calls, causes: causes.map(({ kind }) => kind) };
}

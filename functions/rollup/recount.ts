import { plusDays } from '../../shared/domain/business-day.ts';
import { returnWindowDays } from '../../shared/domain/connects.ts';
import type { Day, Instant } from '../../shared/domain/instant.ts';
import { statuses } from '../../shared/domain/status.ts';
import type { Settings } from '../../shared/domain/workspace.ts';
import type { DayState, DaySummary, DirtyDay } from '../../shared/store/report-store.ts';
import { areKept } from './are-kept.ts';
import { dayReader } from './day-reader.ts';
import type { RollUpDependencies } from './roll-up-dependencies.ts';
import { type DayFate, saveRolledUpDay } from './save-rolled-up-day.ts';

export type Recount = {
  workspace: string;
  marks: readonly DirtyDay[];
  begunAt: Instant;
  settings: Settings;
  /** Marked days whose calls were framed by these settings just before. */
  reframed: ReadonlySet<Day>;
};

/**
 * Recomputes the days that marks touch: their own, and those before whose missed calls may have been returned on them.
 * Newest day first: the calls of each are then read once, as the connects after it are known.
 */
export async function recount(run: Recount, dependencies: RollUpDependencies): Promise<ReadonlyMap<Day, DayFate>> {
  const { workspace, marks, begunAt, settings } = run;
  const { reports, calls } = dependencies;
  const known = await knownDays(run, dependencies);
  const days = [...new Set(marks.flatMap(({ day }) => daysTouchedBy(day, settings)))].sort().reverse();
  const fates = new Map<Day, DayFate>(days.map((day) => [day, untouched]));
  const rebuilding = await rebuiltElsewhere(run, dependencies);
  const toCount = days.filter((day) => !rebuilding.has(day) && isCounted(day, run, known.get(day)));
  // Every recomputation begins before any call is read: what is written can then never be older than what it replaces.
  const begun = await Promise.allSettled(toCount.map((day) => reports.beginDay(workspace, day)));
  const live = await calls.liveReports(workspace);
  const hasCalls = (day: Day) => known.has(day) || marks.some((mark) => mark.day === day);
  const read = dayReader({ calls, workspace, settings, hasCalls });
  for (const [index, day] of toCount.entries()) {
    const fateOf = async (): Promise<DayFate> => {
      const begin = begun[index];
      if (begin?.status !== 'fulfilled') throw begin?.reason;
      const open = live.filter((call) => call.day === day).length;
      const touching = marks.filter((mark) => daysTouchedBy(mark.day, settings).includes(day));
      const before = run.reframed.has(day) ? undefined : begin.value.summary;
      const ofDay = { ...settings, timezone: before?.timezone || settings.timezone };
      const counted = await read(day, ofDay.timezone);
      return saveRolledUpDay(
        { workspace, day, begun: begin.value, ...counted, open, marks: touching, begunAt, settings: ofDay },
        dependencies,
      );
    };
    fates.set(day, await fateOf().catch((error: unknown) => ({ kind: 'failed' as const, error })));
  }
  return fates;
}

const untouched: DayFate = { kind: 'done', calls: 0, changedRows: 0, isNews: false };

/** A day and those before it whose missed calls may have been returned on it. */
export function daysTouchedBy(day: Day, { missedReturnHours }: Pick<Settings, 'missedReturnHours'>): Day[] {
  return Array.from({ length: returnWindowDays(missedReturnHours) + 1 }, (_, before) => plusDays(day, -before));
}

/** What was counted of the days that are touched, and of those after whose connects may return their missed calls. */
async function knownDays({ workspace, marks, settings }: Recount, { reports }: RollUpDependencies): Promise<Map<Day, DayState>> {
  const days = marks.map(({ day }) => day).sort();
  const reach = returnWindowDays(settings.missedReturnHours);
  const states = await reports.states(workspace, plusDays(days[0] ?? '', -reach), plusDays(days.at(-1) ?? '', reach));
  return new Map(states.map((state) => [state.day, state]));
}

/** Days whose calls another run is to frame anew, or frames at this moment: it counts them after that, and nobody in the middle of it. */
async function rebuiltElsewhere({ workspace, marks }: Recount, { reports }: RollUpDependencies): Promise<ReadonlySet<Day>> {
  const here = new Set(marks.flatMap(({ day, rebuildAskedAt }) => (rebuildAskedAt === undefined ? [] : day)));
  const asked = (await reports.dirtyDays(workspace)).filter(({ day, rebuildAskedAt }) => rebuildAskedAt !== undefined && !here.has(day));
  return new Set(asked.map(({ day }) => day));
}

/**
 * Marked days are counted, and those before them that have missed calls or are in the middle of something.
 * Not where calls of the day may be gone: the rows are all that is left of them.
 */
function isCounted(day: Day, { marks, begunAt, settings }: Recount, state: DayState | undefined): boolean {
  const summary = state?.summary;
  if (!areKept(day, { at: begunAt, settings, summary })) return false;
  if (marks.some((mark) => mark.day === day)) return true;
  if (state?.isHalfWritten) return true;
  return summary !== undefined && (hasMissed(summary) || summary.unannounced === true || summary.untold !== undefined);
}

function hasMissed({ totals, digest }: DaySummary): boolean {
  return digest === '' || statuses.some((status) => (totals[status]?.missed ?? 0) > 0);
}

import { plusDays } from '../../shared/domain/business-day.ts';
import { returnWindowDays } from '../../shared/domain/connects.ts';
import { type Day, type Instant, secondsBetween } from '../../shared/domain/instant.ts';
import type { Settings } from '../../shared/domain/workspace.ts';
import type { DirtyDay } from '../../shared/store/report-store.ts';
import { dayReader } from './day-reader.ts';
import type { RollUpDependencies } from './roll-up-dependencies.ts';
import type { FailedDay, RolledUpDay } from './roll-up-failed.ts';
import { type DayFate, saveRolledUpDay } from './save-rolled-up-day.ts';

export type DirtyWorkspace = { workspace: string; marks: readonly DirtyDay[]; settleSeconds: number };
type Result = { days: RolledUpDay[]; failed: FailedDay[] };
type Fates = ReadonlyMap<Day, DayFate>;

/** Recomputes the days that the marks of one workspace touch, and clears the marks that are thereby seen to. Never throws. */
export async function rollUpWorkspace(dirty: DirtyWorkspace, dependencies: RollUpDependencies): Promise<Result> {
  const { workspace, marks } = dirty;
  try {
    const directory = await dependencies.workspaces.directory(workspace);
    if (!directory) throw new Error(`Cannot roll up workspace "${workspace}": there is no such workspace`);
    const reach = returnWindowDays(directory.settings.missedReturnHours);
    const begunAt = dependencies.now();
    const fates = await recompute({ ...dirty, reach, begunAt, settings: directory.settings }, dependencies);
    const unclear = await clearMarks({ ...dirty, reach, begunAt, fates }, dependencies);
    return { days: rolledUp(workspace, fates), failed: [...failures(workspace, fates), ...unclear] };
  } catch (error) {
    return { days: [], failed: marks.map(({ day }) => ({ workspace, day, error })) };
  }
}

type Run = DirtyWorkspace & { reach: number; begunAt: Instant; settings: Settings };

/** Newest day first: the calls of each are then read once, as the connects after it are known. */
async function recompute({ workspace, marks, reach, begunAt, settings }: Run, dependencies: RollUpDependencies): Promise<Fates> {
  const { reports, calls } = dependencies;
  const days = [...new Set(marks.flatMap(({ day }) => daysTouchedBy(day, reach)))].sort().reverse();
  // Every recomputation begins before any call is read: what is written can then never be older than what it replaces.
  const begun = await Promise.allSettled(days.map((day) => reports.beginDay(workspace, day)));
  const live = await calls.liveReports(workspace);
  const read = dayReader(calls, workspace, settings);
  const fates = new Map<Day, DayFate>();
  for (const [index, day] of days.entries()) {
    const fateOf = async (): Promise<DayFate> => {
      const begin = begun[index];
      if (begin?.status !== 'fulfilled') throw begin?.reason;
      const open = live.filter((call) => call.day === day).length;
      const isMarked = marks.some((mark) => mark.day === day);
      return saveRolledUpDay(
        { workspace, day, generation: begin.value, ...(await read(day)), open, isMarked, begunAt, settings },
        dependencies,
      );
    };
    fates.set(day, await fateOf().catch((error: unknown) => ({ kind: 'failed' as const, error })));
  }
  return fates;
}

/** A day and those before it whose missed calls may have been returned on it. */
function daysTouchedBy(day: Day, reach: number): Day[] {
  return Array.from({ length: reach + 1 }, (_, before) => plusDays(day, -before));
}

type Clearing = DirtyWorkspace & { reach: number; begunAt: Instant; fates: Fates };

/** A mark goes once all that it touches is done and it is old enough for the index to have shown what it stands for. */
async function clearMarks({ workspace, marks, settleSeconds, reach, begunAt, fates }: Clearing, { reports }: RollUpDependencies) {
  const failed: FailedDay[] = [];
  for (const mark of marks) {
    const isDone = daysTouchedBy(mark.day, reach).every((day) => fates.get(day)?.kind === 'done');
    if (!isDone || secondsBetween(mark.markedAt, begunAt) < settleSeconds) continue;
    await reports.clearMark(mark).catch((error: unknown) => failed.push({ workspace, day: mark.day, error }));
  }
  return failed;
}

function rolledUp(workspace: string, fates: Fates): RolledUpDay[] {
  const days = [...fates].flatMap(([day, fate]) => (fate.kind === 'done' && fate.isNews ? [{ day, ...fate }] : []));
  return days.map(({ day, calls, changedRows }) => ({ workspace, day, calls, changedRows })).reverse();
}

function failures(workspace: string, fates: Fates): FailedDay[] {
  return [...fates].flatMap(([day, fate]) => (fate.kind === 'failed' ? [{ workspace, day, error: fate.error }] : [])).reverse();
}

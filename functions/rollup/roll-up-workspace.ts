import { type Day, secondsBetween } from '../../shared/domain/instant.ts';
import { compare } from '../../shared/domain/said.ts';
import type { Settings } from '../../shared/domain/workspace.ts';
import type { DirtyDay } from '../../shared/store/report-store.ts';
import { daysTouchedBy, type Recount, recount } from './recount.ts';
import type { RollUpDependencies } from './roll-up-dependencies.ts';
import type { FailedDay, RolledUpDay } from './roll-up-failed.ts';
import type { DayFate } from './save-rolled-up-day.ts';

export type DirtyWorkspace = { workspace: string; marks: readonly DirtyDay[]; settleSeconds: number };
type Result = { days: RolledUpDay[]; failed: FailedDay[] };
type Fates = ReadonlyMap<Day, DayFate>;

/** So many marks are seen to and cleared before the next: what a function that runs out of time has done stays done. */
const marksAtOnce = 31;

/** Recomputes the days that the marks of one workspace touch, and clears the marks that are thereby seen to. Never throws. */
export async function rollUpWorkspace(dirty: DirtyWorkspace, dependencies: RollUpDependencies): Promise<Result> {
  const { workspace } = dirty;
  const newestFirst = dirty.marks.toSorted((a, b) => compare(b.day, a.day));
  const result: Result = { days: [], failed: [] };
  for (let start = 0; start < newestFirst.length; start += marksAtOnce) {
    const some = { ...dirty, marks: newestFirst.slice(start, start + marksAtOnce) };
    const { days, failed } = await rollUpSome(some, dependencies).catch((error: unknown) => ({
      days: [],
      failed: some.marks.map(({ day }) => ({ workspace, day, error })),
    }));
    result.days.unshift(...days);
    result.failed.push(...failed);
  }
  return result;
}

async function rollUpSome({ workspace, marks, settleSeconds }: DirtyWorkspace, dependencies: RollUpDependencies): Promise<Result> {
  const directory = await dependencies.workspaces.directory(workspace);
  if (!directory) throw new Error(`Cannot roll up workspace "${workspace}": there is no such workspace`);
  const run: Recount = { workspace, marks, begunAt: dependencies.now(), settings: directory.settings };
  const fates = await recount(run, dependencies);
  const unclear = await clearMarks({ ...run, settleSeconds, fates }, dependencies);
  return { days: rolledUp(workspace, fates), failed: [...failures(workspace, fates), ...unclear] };
}

type Clearing = Recount & { settings: Settings; settleSeconds: number; fates: Fates };

/** A mark goes once all that it touches is done and it is old enough for the index to have shown what it stands for. */
async function clearMarks({ workspace, marks, settleSeconds, begunAt, settings, fates }: Clearing, { reports }: RollUpDependencies) {
  const failed: FailedDay[] = [];
  for (const mark of marks) {
    const isDone = daysTouchedBy(mark.day, settings).every((day) => fates.get(day)?.kind === 'done');
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

import { type Day, type Instant, secondsBetween } from '../../shared/domain/instant.ts';
import { compare } from '../../shared/domain/said.ts';
import type { DirtyDay } from '../../shared/store/report-store.ts';
import { daysTouchedBy, type Recount, recount } from './recount.ts';
import { type Reframed, reframeDays } from './reframe-days.ts';
import type { RollUpDependencies } from './roll-up-dependencies.ts';
import type { FailedDay, RolledUpDay } from './roll-up-failed.ts';
import type { DayFate } from './save-rolled-up-day.ts';

export type DirtyWorkspace = {
  workspace: string;
  marks: readonly DirtyDay[];
  settleSeconds: number;
  /** Whether more may be begun; the first days always are. */
  hasTime: () => boolean;
};
type Result = { days: RolledUpDay[]; failed: FailedDay[] };
type Fates = ReadonlyMap<Day, DayFate>;

/** So many marks are seen to and cleared before the next: what a function that runs out of time has done stays done. */
const marksAtOnce = 31;
/** Fewer where all calls of the days may have to be written. */
const rebuildsAtOnce = 10;

/**
 * Recomputes the days that the marks of one workspace touch, and clears the marks that are thereby seen to. Where days are to be rebuilt,
 * their calls are framed first. Never throws.
 */
export async function rollUpWorkspace(dirty: DirtyWorkspace, dependencies: RollUpDependencies): Promise<Result> {
  const { workspace } = dirty;
  const newestFirst = dirty.marks.toSorted((a, b) => compare(b.day, a.day));
  const result: Result = { days: [], failed: [] };
  const atOnce = dirty.marks.some(isRebuild) ? rebuildsAtOnce : marksAtOnce;
  for (let start = 0; start < newestFirst.length && (start === 0 || dirty.hasTime()); start += atOnce) {
    const some = { ...dirty, marks: newestFirst.slice(start, start + atOnce) };
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
  const readFrom = dependencies.now();
  const reframed = await reframeDays({ workspace, days: marks.filter(isRebuild).map(({ day }) => day) }, dependencies);
  const directory = await dependencies.workspaces.directory(workspace);
  if (!directory) throw new Error(`Cannot roll up workspace "${workspace}": there is no such workspace`);
  const run: Recount = { workspace, marks, begunAt: dependencies.now(), settings: directory.settings, reframed: reframed.days };
  const fates = await recount({ ...run, marks: [...marks, ...movedMarks(run, reframed)] }, dependencies);
  const unclear = await clearMarks({ ...run, readFrom, settleSeconds, fates }, dependencies);
  return { days: rolledUp(workspace, fates), failed: [...failures(workspace, fates), ...unclear] };
}

/** The days beside those that were rebuilt are counted with them: their own marks come with the stream, and until then calls would be missing. */
function movedMarks({ workspace, marks, begunAt }: Recount, { changed }: Reframed): DirtyDay[] {
  const beside = [...changed].filter((day) => marks.every((mark) => mark.day !== day));
  const causes = [{ kind: 'rebuild', callId: null, openSince: null }] as const;
  return beside.map((day) => ({ workspace, day, mark: `moved:${begunAt}`, markedAt: begunAt, causes }));
}

type Clearing = Recount & { readFrom: Instant; settleSeconds: number; fates: Fates };

/**
 * A mark goes once all that it touches is done and it is old enough for the index to have shown what it stands for; likewise that a rebuild
 * was asked for, which may be done while the mark stays for what moved meanwhile.
 */
async function clearMarks(
  { workspace, marks, readFrom, settleSeconds, begunAt, settings, fates }: Clearing,
  { reports }: RollUpDependencies,
) {
  const failed: FailedDay[] = [];
  const clear = async (mark: DirtyDay): Promise<void> => {
    const { rebuildAskedAt } = mark;
    if (rebuildAskedAt !== undefined && secondsBetween(rebuildAskedAt, readFrom) < settleSeconds) return;
    if (rebuildAskedAt !== undefined) await reports.clearRebuild(mark);
    if (secondsBetween(mark.markedAt, begunAt) >= settleSeconds) await reports.clearMark(mark);
  };
  for (const mark of marks) {
    const isDone = daysTouchedBy(mark.day, settings).every((day) => fates.get(day)?.kind === 'done');
    if (isDone) await clear(mark).catch((error: unknown) => failed.push({ workspace, day: mark.day, error }));
  }
  return failed;
}

function isRebuild({ rebuildAskedAt }: DirtyDay): boolean {
  return rebuildAskedAt !== undefined;
}

function rolledUp(workspace: string, fates: Fates): RolledUpDay[] {
  const days = [...fates].flatMap(([day, fate]) => (fate.kind === 'done' && fate.isNews ? [{ day, ...fate }] : []));
  return days.map(({ day, calls, changedRows }) => ({ workspace, day, calls, changedRows })).reverse();
}

function failures(workspace: string, fates: Fates): FailedDay[] {
  return [...fates].flatMap(([day, fate]) => (fate.kind === 'failed' ? [{ workspace, day, error: fate.error }] : [])).reverse();
}

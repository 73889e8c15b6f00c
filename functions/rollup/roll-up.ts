import { secondsBetween } from '../../shared/domain/instant.ts';
import { compare } from '../../shared/domain/said.ts';
import type { RollUpDependencies } from './roll-up-dependencies.ts';
import { type FailedDay, type RolledUpDay, RollUpFailed } from './roll-up-failed.ts';
import { rollUpWorkspace } from './roll-up-workspace.ts';

export type RollUpOptions = {
  /** This workspace alone. */
  workspace?: string;
  /** How long the index that calls are read from may lag behind them: a younger mark is recomputed, and kept for the next run. */
  settleSeconds?: number;
  /** After so long nothing more is begun: the marks that are left are for the next run, which goes on with them. */
  beginsForSeconds?: number;
};

/**
 * Recomputes every day that is marked dirty, and the days before it whose missed calls it may have returned, from their calls.
 * Doing it twice, late, or at the same time as another run gives the same rows.
 * @throws RollUpFailed after all others are done, where a day could not be.
 */
export async function rollUp(dependencies: RollUpDependencies, options: RollUpOptions = {}): Promise<{ days: RolledUpDay[] }> {
  const { workspace: only, settleSeconds = 60, beginsForSeconds = Number.POSITIVE_INFINITY } = options;
  const begunAt = dependencies.now();
  const hasTime = () => secondsBetween(begunAt, dependencies.now()) < beginsForSeconds;
  const marks = await dependencies.reports.dirtyDays(only);
  const oldestFirst = marks.toSorted((a, b) => compare(a.markedAt, b.markedAt));
  const days: RolledUpDay[] = [];
  const failed: FailedDay[] = [];
  // A rebuild may take long: no other day, and no other workspace, waits for it.
  const [others, rebuilds] = [false, true].map((asked) =>
    oldestFirst.filter(({ rebuildAskedAt }) => (rebuildAskedAt !== undefined) === asked),
  );
  const turns = [others, rebuilds].flatMap((some = []) => [...Map.groupBy(some, (mark) => mark.workspace)]);
  for (const [turn, [workspace, ofWorkspace]] of turns.entries()) {
    if (turn > 0 && !hasTime()) break;
    const result = await rollUpWorkspace({ workspace, marks: ofWorkspace, settleSeconds, hasTime }, dependencies);
    days.push(...result.days);
    failed.push(...result.failed);
  }
  if (failed.length > 0) throw new RollUpFailed(failed, days);
  return { days };
}

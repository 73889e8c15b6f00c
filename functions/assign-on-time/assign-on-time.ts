import { dailyRunDue } from '../../shared/domain/daily-run-due.ts';
import { plusSeconds } from '../../shared/domain/instant.ts';
import type { Directory } from '../../shared/domain/workspace.ts';
import type { AssignmentRuns } from '../../shared/store/assignment-runs.ts';
import type { WorkspaceStore } from '../../shared/store/workspace-store.ts';
import { type RunDependencies, runAssignment } from '../assign/run-assignment.ts';
import { type RetakeDependencies, retakeDeferred } from './retake-deferred.ts';

export type OnTimeDependencies = RunDependencies &
  RetakeDependencies & { workspaces: Pick<WorkspaceStore, 'workspaces' | 'directory'>; runs: AssignmentRuns };

/** What one round did in a workspace. `left`: leads that the next round goes on with. */
export type OnTime = { workspace: string; retaken: number; assigned: number; unassigned: number; left: number };

/** A round works so long, and nobody else goes on with its runs for a minute more. */
const workSeconds = 200;
const takenSeconds = 260;

/**
 * One round over all workspaces: leads whose time has come, daily runs that fell due, runs that were left unfinished.
 * @returns the workspaces where it did anything
 * @throws AggregateError of what failed, once every workspace has had its turn
 */
export async function assignOnTime(dependencies: OnTimeDependencies): Promise<OnTime[]> {
  const done: OnTime[] = [];
  const errors: unknown[] = [];
  for (const workspace of await dependencies.workspaces.workspaces()) {
    try {
      const directory = await dependencies.workspaces.directory(workspace);
      if (!directory?.policy.enabled) continue;
      const one = await assignIn(directory, dependencies);
      if (one.retaken + one.assigned + one.unassigned > 0) done.push(one);
    } catch (error) {
      errors.push(new Error(`Cannot assign leads of workspace "${workspace}" on time: ${String(error)}`, { cause: error }));
    }
  }
  if (errors.length > 0)
    throw new AggregateError(errors, `Cannot assign leads on time in ${errors.length} workspaces: ${String(errors[0])}`);
  return done;
}

async function assignIn(directory: Directory, dependencies: OnTimeDependencies): Promise<OnTime> {
  const { workspace } = directory;
  const { runs, now } = dependencies;
  const until = plusSeconds(now(), workSeconds);
  const retaken = await retakeDeferred({ directory, until }, dependencies);
  await openDailyRun(directory, dependencies);

  const none = { workspace, retaken, assigned: 0, unassigned: 0, left: 0 };
  if ((await runs.state(workspace)).open === null) return none;
  const id = await runs.take(workspace, { at: now(), until: plusSeconds(now(), takenSeconds) });
  if (id === undefined) return none;
  const { result, left } = await runAssignment({ directory, id, until }, dependencies);
  await runs.end(workspace, id, left === 0 ? 'finished' : 'unfinished');
  return { ...none, assigned: result.assigned, unassigned: result.unassigned, left };
}

/** Once for a day, however often and late this is asked: who finds another state than was read came second. */
async function openDailyRun({ workspace, policy, settings }: Directory, { runs, now }: OnTimeDependencies): Promise<void> {
  if (policy.runAt === null) return;
  const { dailyUntil: seen } = await runs.state(workspace);
  const at = now();
  if (seen === null) return runs.passDaily(workspace, at);
  const day = dailyRunDue({ seen, runAt: policy.runAt, timezone: settings.timezone, now: at });
  if (day !== undefined) await runs.openDaily(workspace, { id: `daily-${day}`, seen, at });
}

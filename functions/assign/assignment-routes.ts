import { runNow, simulate } from '../../shared/contracts/routes/assignment.ts';
import { plusSeconds } from '../../shared/domain/instant.ts';
import { ok } from '../../shared/lambda/http/answers.ts';
import { invalid } from '../../shared/lambda/http/problem.ts';
import { type ApiRequest, type Served, serve } from '../../shared/lambda/http/serve.ts';
import type { AssignmentRuns } from '../../shared/store/assignment-runs.ts';
import { newId } from '../../shared/store/ids.ts';
import type { WorkspaceStore } from '../../shared/store/workspace-store.ts';
import { policyFrom, unknownInPolicy } from '../api/check-policy.ts';
import { directoryOf } from '../api/directory-of.ts';
import { type RunDependencies, runAssignment } from './run-assignment.ts';
import { foreseeRun, replayDays, type SimulateDependencies } from './simulate-assignment.ts';

export type AssignmentRouteDependencies = RunDependencies &
  SimulateDependencies & {
    workspaces: Pick<WorkspaceStore, 'tokenByHash' | 'directory'>;
    runs: Pick<AssignmentRuns, 'take' | 'end'>;
  };

/** Of the 29 seconds that API Gateway waits: what was begun has the rest to end. */
const workSeconds = 20;

/** What this function answers. */
export const assignmentRoutes: readonly Served<AssignmentRouteDependencies>[] = [serve(runNow, run), serve(simulate, simulated)];

async function run({ caller: { workspace } }: ApiRequest<typeof runNow>, dependencies: AssignmentRouteDependencies) {
  const { runs, now } = dependencies;
  const directory = await directoryOf(workspace, dependencies);
  const [at, id] = [now(), newId('r')];
  // Left open until it is done: what a request that dies leaves, the schedule takes up.
  const open = directory.policy.enabled ? await runs.take(workspace, { id, at, until: plusSeconds(at, 60) }) : undefined;
  const { result, left } = await runAssignment({ directory, id, until: plusSeconds(at, workSeconds) }, dependencies);
  if (open !== undefined) await runs.end(workspace, open, left === 0 ? 'finished' : 'unfinished');
  return ok(result);
}

async function simulated({ caller: { workspace }, body }: ApiRequest<typeof simulate>, dependencies: AssignmentRouteDependencies) {
  const directory = await directoryOf(workspace, dependencies);
  const policy = body.policy ? policyFrom(body.policy) : directory.policy;
  const unknown = unknownInPolicy(policy, directory, 'policy.');
  if (body.policy && unknown.length > 0) throw invalid(unknown);
  const asked = { directory: { ...directory, policy }, until: plusSeconds(dependencies.now(), workSeconds) };
  return ok(await (body.days === undefined ? foreseeRun(asked, dependencies) : replayDays({ ...asked, days: body.days }, dependencies)));
}

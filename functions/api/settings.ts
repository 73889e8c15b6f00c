import * as routes from '../../shared/contracts/routes/settings.ts';
import { beforeTheMinute } from '../../shared/domain/daily-run-due.ts';
import type { AssignmentPolicy, Directory } from '../../shared/domain/workspace.ts';
import { ok } from '../../shared/lambda/http/answers.ts';
import { invalid } from '../../shared/lambda/http/problem.ts';
import { serve } from '../../shared/lambda/http/serve.ts';
import type { ApiDependencies } from './api-dependencies.ts';
import { policyFrom, unknownInPolicy } from './check-policy.ts';
import { directoryOf } from './directory-of.ts';
import { givenIn } from './given-in.ts';
import { policyWarnings } from './policy-warnings.ts';
import { recountUnder } from './recount-under.ts';

export const settings = [
  serve(routes.getSettings, async ({ caller }, dependencies: ApiDependencies) => {
    return ok((await directoryOf(caller.workspace, dependencies)).settings);
  }),
  serve(routes.changeSettings, async ({ caller, body }, dependencies: ApiDependencies) => {
    const before = (await directoryOf(caller.workspace, dependencies)).settings;
    const after = { ...before, ...givenIn(body) };
    // Marked first: should the second fail, days are counted once in vain.
    await recountUnder(after, { before, workspace: caller.workspace }, dependencies);
    await dependencies.workspaces.saveSettings(caller.workspace, after);
    return ok(after);
  }),
  serve(routes.getAutoAssignment, async ({ caller }, dependencies: ApiDependencies) => {
    const directory = await directoryOf(caller.workspace, dependencies);
    return ok(shown(directory.policy, directory));
  }),
  serve(routes.putAutoAssignment, async ({ caller: { workspace }, body }, dependencies: ApiDependencies) => {
    const directory = await directoryOf(workspace, dependencies);
    const policy = policyFrom(body);
    const unknown = unknownInPolicy(policy, directory);
    if (unknown.length > 0) throw invalid(unknown);
    await startDailyRuns(workspace, { before: directory.policy, policy }, dependencies);
    await dependencies.workspaces.savePolicy(workspace, policy);
    return ok(shown(policy, directory));
  }),
];

/** A daily run that is switched on, or set to another time, is made when that time next comes: not for the hours before. */
async function startDailyRuns(
  workspace: string,
  { before, policy }: { before: AssignmentPolicy; policy: AssignmentPolicy },
  { runs, now }: ApiDependencies,
): Promise<void> {
  const goesOn = before.enabled && before.runAt === policy.runAt;
  if (policy.enabled && policy.runAt !== null && !goesOn) await runs.passDaily(workspace, beforeTheMinute(now()));
}

function shown({ statuses, callingHours, scope, ...policy }: AssignmentPolicy, directory: Directory) {
  const { branches, departments, agents } = scope ?? {};
  return {
    ...policy,
    statuses: [...statuses],
    callingHours: callingHours && { ...callingHours, days: [...callingHours.days] },
    scope: scope && {
      ...(branches && { branches: [...branches] }),
      ...(departments && { departments: [...departments] }),
      ...(agents && { agents: [...agents] }),
    },
    warnings: policyWarnings({ ...policy, statuses, callingHours, scope }, directory),
  };
}

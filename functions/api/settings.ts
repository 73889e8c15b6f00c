import * as routes from '../../shared/contracts/routes/settings.ts';
import type { AssignmentPolicy, Directory } from '../../shared/domain/workspace.ts';
import { ok } from '../../shared/lambda/http/answers.ts';
import { invalid } from '../../shared/lambda/http/problem.ts';
import { serve } from '../../shared/lambda/http/serve.ts';
import type { ApiDependencies } from './api-dependencies.ts';
import { directoryOf } from './directory-of.ts';
import { givenIn } from './given-in.ts';
import { known } from './known.ts';
import { policyWarnings } from './policy-warnings.ts';

export const settings = [
  serve(routes.getSettings, async ({ caller }, dependencies: ApiDependencies) => {
    return ok((await directoryOf(caller.workspace, dependencies)).settings);
  }),
  serve(routes.changeSettings, async ({ caller, body }, dependencies: ApiDependencies) => {
    const before = (await directoryOf(caller.workspace, dependencies)).settings;
    const after = { ...before, ...givenIn(body) };
    await dependencies.workspaces.saveSettings(caller.workspace, after);
    return ok(after);
  }),
  serve(routes.getAutoAssignment, async ({ caller }, dependencies: ApiDependencies) => {
    const directory = await directoryOf(caller.workspace, dependencies);
    return ok(shown(directory.policy, directory));
  }),
  serve(routes.putAutoAssignment, async ({ caller, body: { warnings: _, ...given } }, dependencies: ApiDependencies) => {
    const directory = await directoryOf(caller.workspace, dependencies);
    const policy: AssignmentPolicy = { ...given, scope: given.scope && givenIn(given.scope) };
    checkNames(policy, directory);
    await dependencies.workspaces.savePolicy(caller.workspace, policy);
    return ok(shown(policy, directory));
  }),
];

function checkNames({ statuses, scope }: AssignmentPolicy, { leadStatuses, branches, departments, agents }: Directory): void {
  const wrong = [
    ...statuses.flatMap((id, at) => known(`statuses.${at}`, id, leadStatuses)),
    ...(scope?.branches ?? []).flatMap((id, at) => known(`scope.branches.${at}`, id, branches)),
    ...(scope?.departments ?? []).flatMap((id, at) => known(`scope.departments.${at}`, id, departments)),
    ...(scope?.agents ?? []).flatMap((id, at) => known(`scope.agents.${at}`, id, agents)),
  ];
  if (wrong.length > 0) throw invalid(wrong);
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

import type { AssignmentPolicy, Directory } from '../../shared/domain/workspace.ts';
import type { FieldError } from '../../shared/lambda/http/problem.ts';
import { givenIn } from './given-in.ts';
import { known } from './known.ts';

type GivenScope = { [Kind in 'branches' | 'departments' | 'agents']?: readonly string[] | undefined } | null;
type GivenPolicy = Omit<AssignmentPolicy, 'scope'> & { scope: GivenScope; warnings?: unknown };

/** The policy that a request says. */
export function policyFrom({ warnings: _, ...given }: GivenPolicy): AssignmentPolicy {
  return { ...given, scope: given.scope && givenIn(given.scope) };
}

/** What of a policy names a status, branch, department or agent that is not there; `at` is where the policy stands in the request. */
export function unknownInPolicy({ statuses, scope }: AssignmentPolicy, directory: Directory, at = ''): FieldError[] {
  const { leadStatuses, branches, departments, agents } = directory;
  return [
    ...statuses.flatMap((id, index) => known(`${at}statuses.${index}`, id, leadStatuses)),
    ...(scope?.branches ?? []).flatMap((id, index) => known(`${at}scope.branches.${index}`, id, branches)),
    ...(scope?.departments ?? []).flatMap((id, index) => known(`${at}scope.departments.${index}`, id, departments)),
    ...(scope?.agents ?? []).flatMap((id, index) => known(`${at}scope.agents.${index}`, id, agents)),
  ];
}

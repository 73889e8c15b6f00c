import type { Agent, AssignmentPolicy } from './workspace.ts';

/** Whether the policy is about this agent at all: in one of its branches, and one of its departments, and one of its agents, as far as it names any. */
export function isInScope(agent: Pick<Agent, 'id' | 'branch' | 'department'>, scope: AssignmentPolicy['scope']): boolean {
  if (scope === null) return true;
  const allows = (ids: readonly string[] | undefined, id: string | null) => ids === undefined || (id !== null && ids.includes(id));
  return allows(scope.branches, agent.branch) && allows(scope.departments, agent.department) && allows(scope.agents, agent.id);
}

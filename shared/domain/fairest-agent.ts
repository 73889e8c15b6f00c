import type { AgentLoad, ReasonCode } from './reassignment.ts';
import { compare } from './said.ts';
import type { Agent, AssignmentPolicy } from './workspace.ts';

export type Candidates = { agents: readonly Agent[]; loads: readonly AgentLoad[] };

export type Pick =
  | { kind: 'found'; agent: Agent; detail: string }
  | {
      kind: 'nobody';
      reason: Extract<ReasonCode, 'nobody-in-scope' | 'nobody-working' | 'all-previous-owners' | 'all-at-cap'>;
      detail: string;
    };

/**
 * The agent who is to get a lead: in the policy's scope, working, none of the excluded, below the cap;
 * of those the one with the lowest load for the weight, then who was given one longest ago, then by id.
 */
export function fairestAgent({ agents, loads }: Candidates, policy: AssignmentPolicy, excluded: readonly string[]): Pick {
  const loadOf = new Map(loads.map((load) => [load.agentId, load]));
  const load = (agent: Agent) => loadOf.get(agent.id)?.load ?? 0;

  const inScope = agents.filter((agent) => isInScope(agent, policy.scope));
  if (inScope.length === 0)
    return { kind: 'nobody', reason: 'nobody-in-scope', detail: `none of ${agents.length} agents is in the policy's scope` };
  const working = inScope.filter((agent) => agent.working);
  if (working.length === 0)
    return { kind: 'nobody', reason: 'nobody-working', detail: `none of the ${inScope.length} agents in scope is working` };
  const others = working.filter((agent) => !excluded.includes(agent.id));
  if (others.length === 0) {
    return { kind: 'nobody', reason: 'all-previous-owners', detail: `each of the ${working.length} working agents had the lead before` };
  }
  const free = others.filter((agent) => agent.weight > 0 && (agent.leadCap === null || load(agent) < agent.leadCap));
  if (free.length === 0) {
    const caps = others.map((agent) => `${agent.name} ${load(agent)}/${agent.leadCap ?? 'no cap'}`).join(', ');
    return { kind: 'nobody', reason: 'all-at-cap', detail: `agents at cap: ${caps}` };
  }

  const given = (agent: Agent) => loadOf.get(agent.id)?.lastGivenAt ?? '';
  const fairest = free.toSorted(
    (a, b) => load(a) / a.weight - load(b) / b.weight || compare(given(a), given(b)) || compare(a.id, b.id),
  )[0] as Agent; // `free` is not empty
  return {
    kind: 'found',
    agent: fairest,
    detail: `given to ${fairest.name}: load ${load(fairest)} of weight ${fairest.weight}, ${free.length} agents free`,
  };
}

function isInScope(agent: Agent, scope: AssignmentPolicy['scope']): boolean {
  if (scope === null) return true;
  const allows = (ids: readonly string[] | undefined, id: string | null) => ids === undefined || (id !== null && ids.includes(id));
  return allows(scope.branches, agent.branch) && allows(scope.departments, agent.department) && allows(scope.agents, agent.id);
}

import { fairestAgent } from '../../shared/domain/fairest-agent.ts';
import type { AssignmentPolicy, Directory } from '../../shared/domain/workspace.ts';

/** What of a policy that is on has no effect, or lets it never give a lead to anybody, as the workspace is now; one sentence each. */
export function policyWarnings(policy: AssignmentPolicy, { agents }: Pick<Directory, 'agents'>): string[] {
  if (!policy.enabled) return [];
  const statuses = policy.statuses.length === 0 ? ['No lead status is chosen, so no lead is ever reassigned.'] : [];
  const recycles = policy.maxRecycles === 0 ? ['maxRecycles is 0, so every lead waits for a person instead of being reassigned.'] : [];
  const daily = policy.runAt === null ? [] : ['runAt is kept, but no daily run exists yet: leads are reassigned when a call ends.'];
  return [...statuses, ...recycles, ...daily, ...agentWarnings(policy, agents)];
}

function agentWarnings(policy: AssignmentPolicy, agents: Directory['agents']): string[] {
  const anybody = fairestAgent({ agents, loads: [] }, policy, []);
  if (anybody.kind === 'nobody') return [`Nobody can be given a lead: ${anybody.detail}.`];
  const another = fairestAgent({ agents, loads: [] }, policy, [anybody.agent.id]);
  if (another.kind === 'found' || policy.excludePrevious === 0 || policy.statuses.includes('unassigned')) return [];
  return [
    `Only ${anybody.agent.name} can be given leads, and a lead never goes back to its owner (excludePrevious ${policy.excludePrevious}).`,
  ];
}

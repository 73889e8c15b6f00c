import { agentQueue } from '../../shared/domain/agent-queue.ts';
import { nextCallingMoment } from '../../shared/domain/calling-hours.ts';
import type { AssignmentPolicy, Directory } from '../../shared/domain/workspace.ts';

/** What of a policy that is on has no effect, or lets it never give a lead to anybody, as the workspace is now; one sentence each. */
export function policyWarnings(policy: AssignmentPolicy, { agents }: Pick<Directory, 'agents'>): string[] {
  if (!policy.enabled) return [];
  const statuses = policy.statuses.length === 0 ? ['No lead status is chosen, so no lead is ever reassigned.'] : [];
  const recycles = policy.maxRecycles === 0 ? ['maxRecycles is 0, so every lead waits for a person instead of being reassigned.'] : [];
  return [...statuses, ...recycles, ...hoursWarnings(policy), ...agentWarnings(policy, agents)];
}

function hoursWarnings({ callingHours }: AssignmentPolicy): string[] {
  // The same in every zone and at any time: there is a moment or there is none.
  if (nextCallingMoment(new Date(0).toISOString(), callingHours, 'UTC') !== null) return [];
  return ['The calling hours hold no moment (no days, or an end that is the start), so every lead waits for ever.'];
}

function agentWarnings(policy: AssignmentPolicy, agents: Directory['agents']): string[] {
  const queue = agentQueue({ agents, loads: [] }, policy);
  const anybody = queue.choose({ previous: [], owner: null });
  if (anybody.kind === 'nobody') return [`Nobody can be given a lead: ${anybody.detail}.`];
  const { id, name } = anybody.agent;
  const another = queue.choose({ previous: [id], owner: id });
  if (another.kind === 'found' || policy.statuses.includes('unassigned')) return [];
  return [`Only ${name} can be given leads, and a lead is never given to who has it.`];
}

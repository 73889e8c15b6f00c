import { loadedAgent } from '../domain/lead-load.ts';
import type { LeadChange } from './lead-store.ts';

export type LoadChange = {
  agentId: string;
  by: -1 | 0 | 1;
  /** The lead was given to this agent now. */
  given: boolean;
};

/** What a change of a lead does to the loads of the agents it leaves and reaches; nothing for most changes. */
export function loadChangesOf({ before, after }: Pick<LeadChange, 'before' | 'after'>): LoadChange[] {
  const [was, is] = [before ? loadedAgent(before) : null, loadedAgent(after)];
  const given = after.owner !== null && after.owner !== (before?.owner ?? null) ? after.owner : null;
  const changes: LoadChange[] = [];
  if (was !== null && was !== is) changes.push({ agentId: was, by: -1, given: false });
  if (is !== null && is !== was) changes.push({ agentId: is, by: 1, given: is === given });
  else if (given !== null) changes.push({ agentId: given, by: 0, given: true });
  return changes;
}

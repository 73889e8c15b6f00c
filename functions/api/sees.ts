import type { Agent, Directory } from '../../shared/domain/workspace.ts';
import type { Caller } from '../../shared/lambda/http/authorize.ts';

/** An agent as far as it matters who sees their leads and calls. */
type Placed = Pick<Agent, 'id' | 'branch' | 'department'>;

/** Whether what belongs to that agent is the caller's to see: an agent's own, a supervisor's branch and department, all of the others. */
export function sees({ role, agent, branch, department }: Caller, of: Placed | null | undefined): boolean {
  switch (role) {
    case 'agent':
      return of?.id !== undefined && of.id === agent;
    case 'supervisor':
      return !!of && (branch === null || of.branch === branch) && (department === null || of.department === department);
    case 'manager':
    case 'admin':
    case 'operator':
      return true;
    default:
      return role satisfies never;
  }
}

/** Whether a lead of that owner is the caller's to see; one without an owner is not an agent's nor a supervisor's. */
export function seesOwner(caller: Caller, owner: string | null, { agents }: Pick<Directory, 'agents'>): boolean {
  return sees(
    caller,
    agents.find(({ id }) => id === owner),
  );
}

import type { removeWorkspace as route } from '../../shared/contracts/routes/workspaces.ts';
import type { Directory } from '../../shared/domain/workspace.ts';
import { done } from '../../shared/lambda/http/answers.ts';
import { notFound, Problem } from '../../shared/lambda/http/problem.ts';
import type { ApiRequest } from '../../shared/lambda/http/serve.ts';
import type { ApiDependencies } from './api-dependencies.ts';

/**
 * Removes a workspace that an operator has made and nobody has used: its tokens first, so that nobody puts anything into it any more.
 * One that holds people or what is known of them stays, as nothing could bring that back.
 */
export async function removeWorkspace({ caller, params }: ApiRequest<typeof route>, dependencies: ApiDependencies) {
  const { id } = params;
  if (id === caller.workspace) throw new Problem(409, `The workspace "${id}" cannot be removed: it is the one that your token belongs to`);
  const directory = await dependencies.workspaces.directory(id);
  if (!directory) throw notFound('workspace', id);
  const held = await heldBy(directory, dependencies);
  if (held.length > 0) {
    throw new Problem(409, `The workspace "${id}" cannot be removed: there are ${held.join(', ')} in it. Only an empty one can`);
  }
  await dependencies.workspaces.removeWorkspace(id);
  return done;
}

/** What there is in a workspace beside its settings and structure. */
async function heldBy({ workspace, agents, leadStatuses }: Directory, dependencies: ApiDependencies): Promise<string[]> {
  const { leads, calls, reports, connections, quarantine } = dependencies;
  const one = { limit: 1, cursor: undefined };
  const statuses = leadStatuses.map(({ id }) => id);
  const [someLeads, live, days, marks, diallers, webhooks] = await Promise.all([
    leads.list(workspace, {}, statuses, one),
    calls.liveReports(workspace),
    reports.summaries(workspace, '0000-01-01', '9999-12-31'),
    reports.dirtyDays(workspace),
    connections.list(workspace),
    quarantine.list(workspace, one),
  ]);
  const found = {
    agents: agents.length > 0,
    leads: someLeads.items.length > 0,
    // Every call that has ended marks its day.
    calls: live.length + days.length + marks.length > 0,
    connections: diallers.length > 0,
    'quarantined webhooks': webhooks.items.length > 0,
  };
  return Object.entries(found).flatMap(([what, isThere]) => (isThere ? [what] : []));
}

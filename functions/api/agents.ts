import { agentRoutes } from '../../shared/contracts/routes/structure.ts';
import type { Agent, Directory } from '../../shared/domain/workspace.ts';
import { created, done, ok } from '../../shared/lambda/http/answers.ts';
import { serve } from '../../shared/lambda/http/serve.ts';
import { agentFrom } from './agent-from.ts';
import type { ApiDependencies } from './api-dependencies.ts';
import { changeEntity, createEntity, getEntity, type Kind, listEntities, removeEntity } from './entities.ts';
import { namedIn } from './named-in.ts';
import { sees } from './sees.ts';
import { serveCreation } from './serve-creation.ts';

const blank = { phone: null, externalIds: [], branch: null, department: null, leadCap: null, weight: 1, working: true };

const kind: Kind<Agent, ReturnType<typeof shown>> = {
  kind: 'agent',
  word: 'agent',
  idPrefix: 'a',
  all: ({ agents }) => agents,
  shown,
  sees,
};

export const agents = [
  serve(agentRoutes.list, async (request, dependencies: ApiDependencies) => ok(await listEntities(kind, request, dependencies))),
  serve(agentRoutes.get, async (request, dependencies: ApiDependencies) => ok(await getEntity(kind, request, dependencies))),
  serveCreation(agentRoutes.create, async ({ body, ...request }, dependencies: ApiDependencies) => {
    const make = (id: string, directory: Directory) => agentFrom({ id, ...blank, name: body.name, email: body.email }, body, directory);
    const creation = { ...request, operation: agentRoutes.create.operation, make };
    return created(await createEntity(kind, creation, dependencies));
  }),
  serve(agentRoutes.change, async ({ body, ...request }, dependencies: ApiDependencies) => {
    const change = (agent: Agent, directory: Directory) => agentFrom(agent, body, directory);
    return ok(await changeEntity(kind, { ...request, change }, dependencies));
  }),
  serve(agentRoutes.remove, async (request, dependencies: ApiDependencies) => {
    const needed = ({ id }: Agent) => ownsLeads(request.caller.workspace, id, dependencies);
    await removeEntity(kind, { ...request, needed }, dependencies);
    return done;
  }),
];

function shown(agent: Agent, { branches, departments }: Directory) {
  const { id, name, email, phone, externalIds, leadCap, weight, working } = agent;
  const branch = namedIn(branches, agent.branch);
  const department = namedIn(departments, agent.department);
  return { id, name, email, phone, externalIds: [...externalIds], branch, department, leadCap, weight, working };
}

/** Leads of an agent who is gone would be nobody's to call, and nobody would see it. */
async function ownsLeads(workspace: string, owner: string, { leads }: Pick<ApiDependencies, 'leads'>): Promise<string | undefined> {
  const { items } = await leads.list(workspace, { owner }, [], { limit: 1, cursor: undefined });
  if (items.length === 0) return undefined;
  return 'they still own leads. Give those to others first; "working": false keeps new ones away meanwhile';
}

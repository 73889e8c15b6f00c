import { leadStatusRoutes } from '../../shared/contracts/routes/structure.ts';
import type { BuiltInLeadStatus } from '../../shared/domain/lead.ts';
import type { Directory, LeadStatus } from '../../shared/domain/workspace.ts';
import { created, done, ok } from '../../shared/lambda/http/answers.ts';
import { Problem } from '../../shared/lambda/http/problem.ts';
import { serve } from '../../shared/lambda/http/serve.ts';
import type { ApiDependencies } from './api-dependencies.ts';
import { changeEntity, createEntity, getEntity, type Kind, listEntities, removeEntity } from './entities.ts';
import { givenIn } from './given-in.ts';
import { serveCreation } from './serve-creation.ts';

const kind: Kind<LeadStatus, LeadStatus> = {
  kind: 'lead-status',
  word: 'lead status',
  idPrefix: 'ls',
  all: ({ leadStatuses }) => leadStatuses,
  shown: ({ id, name, protected: kept }) => ({ id, name, protected: kept }),
  sees: () => true,
};

export const leadStatuses = [
  serve(leadStatusRoutes.list, async (request, dependencies: ApiDependencies) => ok(await listEntities(kind, request, dependencies))),
  serve(leadStatusRoutes.get, async (request, dependencies: ApiDependencies) => ok(await getEntity(kind, request, dependencies))),
  serveCreation(leadStatusRoutes.create, async ({ body, ...request }, dependencies: ApiDependencies) => {
    const make = (id: string) => ({ id, name: body.name, protected: false });
    const creation = { ...request, operation: leadStatusRoutes.create.operation, make };
    return created(await createEntity(kind, creation, dependencies));
  }),
  serve(leadStatusRoutes.change, async ({ body, ...request }, dependencies: ApiDependencies) => {
    const change = (status: LeadStatus) => ({ ...unprotected(status), ...givenIn(body) });
    return ok(await changeEntity(kind, { ...request, change }, dependencies));
  }),
  serve(leadStatusRoutes.remove, async (request, dependencies: ApiDependencies) => {
    const needed = (status: LeadStatus, directory: Directory) => neededBy(status, directory, dependencies);
    await removeEntity(kind, { ...request, needed }, dependencies);
    return done;
  }),
];

function unprotected(status: LeadStatus): LeadStatus {
  if (!status.protected) return status;
  throw new Problem(409, `The lead status "${status.id}" cannot be renamed: it is protected, as every workspace relies on it`);
}

/** Statuses that rules give to leads by themselves, beside the protected ones. */
const givenByRules: readonly string[] = ['assigned', 'not-picked', 'missed'] satisfies BuiltInLeadStatus[];

async function neededBy(status: LeadStatus, { workspace, policy }: Directory, { leads }: ApiDependencies): Promise<string | undefined> {
  if (status.protected) return 'it is protected, as every workspace relies on it';
  if (givenByRules.includes(status.id)) return 'calls and assignments lead to it by themselves. Rename it instead';
  if (policy.statuses.includes(status.id)) return 'auto-assignment hands out its leads. Take it out of the policy first';
  const { items } = await leads.list(workspace, { status: status.id }, [], { limit: 1, cursor: undefined });
  return items.length === 0 ? undefined : 'there are leads in it. Give them another status first';
}

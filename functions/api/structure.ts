import { branchRoutes, campaignRoutes, departmentRoutes } from '../../shared/contracts/routes/structure.ts';
import type { Agent, Directory, Named } from '../../shared/domain/workspace.ts';
import { created, done, ok } from '../../shared/lambda/http/answers.ts';
import { serve } from '../../shared/lambda/http/serve.ts';
import type { ApiDependencies } from './api-dependencies.ts';
import { changeEntity, createEntity, getEntity, type Kind, listEntities, type Needed, removeEntity } from './entities.ts';
import { givenIn } from './given-in.ts';
import { serveCreation } from './serve-creation.ts';

/** Branches, departments and campaigns: an id and a name each. */
export const structure = [
  ...named(branchRoutes, {
    kind: { ...kindOf('branch', 'br'), all: ({ branches }) => branches },
    needed: hasAgents(({ branch }) => branch),
  }),
  ...named(departmentRoutes, {
    kind: { ...kindOf('department', 'd'), all: ({ departments }) => departments },
    needed: hasAgents(({ department }) => department),
  }),
  ...named(campaignRoutes, { kind: { ...kindOf('campaign', 'cm'), all: ({ campaigns }) => campaigns }, needed: () => undefined }),
];

type NamedRoutes = typeof branchRoutes | typeof departmentRoutes | typeof campaignRoutes;
type NamedKind = { kind: Kind<Named, Named>; needed: Needed<Named> };

function named(routes: NamedRoutes, { kind, needed }: NamedKind) {
  return [
    serve(routes.list, async (request, dependencies: ApiDependencies) => ok(await listEntities(kind, request, dependencies))),
    serve(routes.get, async (request, dependencies: ApiDependencies) => ok(await getEntity(kind, request, dependencies))),
    serveCreation(routes.create, async ({ body, ...request }, dependencies: ApiDependencies) => {
      const creation = { ...request, operation: routes.create.operation, make: (id: string) => ({ id, name: body.name }) };
      return created(await createEntity(kind, creation, dependencies));
    }),
    serve(routes.change, async ({ body, ...request }, dependencies: ApiDependencies) => {
      const change = (one: Named) => ({ ...one, ...givenIn(body) });
      return ok(await changeEntity(kind, { ...request, change }, dependencies));
    }),
    serve(routes.remove, async (request, dependencies: ApiDependencies) => {
      await removeEntity(kind, { ...request, needed }, dependencies);
      return done;
    }),
  ];
}

function kindOf(kind: 'branch' | 'department' | 'campaign', idPrefix: string) {
  return { kind, word: kind, idPrefix, shown: ({ id, name }: Named) => ({ id, name }), sees: () => true };
}

function hasAgents(placeOf: (agent: Agent) => string | null): Needed<Named> {
  return ({ id }, { agents }: Directory) => {
    const there = agents.filter((agent) => placeOf(agent) === id).length;
    return there === 0 ? undefined : `${there} agents belong to it. Move them first`;
  };
}

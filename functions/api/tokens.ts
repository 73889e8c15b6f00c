import * as routes from '../../shared/contracts/routes/tokens.ts';
import type { ApiToken, Directory } from '../../shared/domain/workspace.ts';
import { created, done, ok } from '../../shared/lambda/http/answers.ts';
import { hashOf, newApiToken } from '../../shared/lambda/http/api-token.ts';
import type { Caller } from '../../shared/lambda/http/authorize.ts';
import { invalid, notFound, Problem } from '../../shared/lambda/http/problem.ts';
import { type ApiRequest, serve } from '../../shared/lambda/http/serve.ts';
import type { ApiDependencies } from './api-dependencies.ts';
import { createdId } from './created-id.ts';
import { directoryOf } from './directory-of.ts';
import { givenIn } from './given-in.ts';
import { known } from './known.ts';
import { namedIn } from './named-in.ts';
import { pageOfAll } from './page-of-all.ts';
import { serveCreation } from './serve-creation.ts';

export const shownOnce = 'It was made by an earlier request with this Idempotency-Key, and shown then. If it is lost, make another';

export const tokens = [
  serveCreation(routes.createToken, createToken),
  serve(routes.listTokens, async ({ caller, query }, dependencies: ApiDependencies) => {
    const [all, directory] = await Promise.all([
      dependencies.workspaces.tokens(caller.workspace),
      directoryOf(caller.workspace, dependencies),
    ]);
    const { items, next } = pageOfAll(all, query);
    return ok({ items: items.map((token) => shown(token, directory)), next });
  }),
  serve(routes.getToken, async ({ caller, params }, dependencies: ApiDependencies) => {
    return ok(shown(await found(caller, params.id, dependencies), await directoryOf(caller.workspace, dependencies)));
  }),
  serve(routes.changeToken, async ({ caller, params, body }, dependencies: ApiDependencies) => {
    const token = { ...(await found(caller, params.id, dependencies)), ...givenIn(body) };
    await dependencies.workspaces.saveToken(token);
    return ok(shown(token, await directoryOf(caller.workspace, dependencies)));
  }),
  serve(routes.removeToken, async ({ caller, params }, { workspaces }: ApiDependencies) => {
    if (!(await workspaces.removeToken(caller.workspace, params.id))) throw notFound('token', params.id);
    return done;
  }),
];

async function createToken({ caller, body, idempotencyKey }: ApiRequest<typeof routes.createToken>, dependencies: ApiDependencies) {
  const { workspace } = caller;
  if (body.role === 'operator' && caller.role !== 'operator')
    throw new Problem(403, 'Only an operator may make a token of the role operator');
  const directory = await directoryOf(workspace, dependencies);
  const { agents, branches, departments } = directory;
  const wrong = [
    ...known('agent', body.agent, agents),
    ...known('branch', body.branch, branches),
    ...known('department', body.department, departments),
  ];
  if (wrong.length > 0) throw invalid(wrong);

  const id = createdId('t', { workspace, operation: routes.createToken.operation, idempotencyKey });
  const before = idempotencyKey && (await dependencies.workspaces.tokens(workspace)).find((token) => token.id === id);
  if (before) return ok({ ...shown(before, directory), token: null, note: shownOnce });

  const secret = newApiToken(dependencies.random);
  const token: ApiToken = {
    id,
    workspace,
    name: body.name,
    role: body.role,
    agent: body.agent ?? null,
    branch: body.branch ?? null,
    department: body.department ?? null,
    hash: hashOf(secret),
    createdAt: dependencies.now(),
  };
  // The same request at the same moment may have come first: a second secret under one id could not be revoked.
  const isNew = await dependencies.workspaces.saveToken(token, { ifNew: true });
  if (!isNew) return ok({ ...shown(token, directory), token: null, note: shownOnce });
  return created({ ...shown(token, directory), token: secret });
}

async function found({ workspace }: Caller, id: string, { workspaces }: ApiDependencies): Promise<ApiToken> {
  const token = (await workspaces.tokens(workspace)).find((one) => one.id === id);
  if (!token) throw notFound('token', id);
  return token;
}

function shown({ id, name, role, createdAt, ...token }: ApiToken, { agents, branches, departments }: Directory) {
  const agent = namedIn(agents, token.agent);
  const branch = namedIn(branches, token.branch);
  const department = namedIn(departments, token.department);
  return { id, name, role, agent, branch, department, createdAt };
}

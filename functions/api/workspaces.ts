import * as routes from '../../shared/contracts/routes/workspaces.ts';
import { type ApiToken, defaultSettings } from '../../shared/domain/workspace.ts';
import { created, ok } from '../../shared/lambda/http/answers.ts';
import { hashOf, newApiToken } from '../../shared/lambda/http/api-token.ts';
import { notFound } from '../../shared/lambda/http/problem.ts';
import { type ApiRequest, serve } from '../../shared/lambda/http/serve.ts';
import type { ApiDependencies } from './api-dependencies.ts';
import { createdId } from './created-id.ts';
import { directoryOf } from './directory-of.ts';
import { pageOfAll } from './page-of-all.ts';
import { regionOfZone } from './region-of-zone.ts';
import { removeWorkspace } from './remove-workspace.ts';
import { serveCreation } from './serve-creation.ts';
import { shownOnce } from './tokens.ts';

export const workspaces = [
  serveCreation(routes.createWorkspace, createWorkspace),
  serve(routes.listWorkspaces, async ({ caller, query }, dependencies: ApiDependencies) => {
    return ok(pageOfAll([await shown(caller.workspace, dependencies)], query));
  }),
  serve(routes.getWorkspace, async ({ caller, params }, dependencies: ApiDependencies) => {
    if (params.id !== caller.workspace) throw notFound('workspace', params.id);
    return ok(await shown(params.id, dependencies));
  }),
  serve(routes.changeWorkspace, async ({ caller, params, body: { name } }, dependencies: ApiDependencies) => {
    if (params.id !== caller.workspace) throw notFound('workspace', params.id);
    if (name !== undefined) await dependencies.workspaces.renameWorkspace(params.id, name);
    return ok(await shown(params.id, dependencies));
  }),
  serve(routes.removeWorkspace, removeWorkspace),
];

async function createWorkspace(request: ApiRequest<typeof routes.createWorkspace>, dependencies: ApiDependencies) {
  const { caller, idempotencyKey, body } = request;
  // Of a zone that is no country's, like UTC, the workspace of the operator is the best guess: numbers without a country code need one.
  const region = body.region ?? regionOfZone(body.timezone) ?? (await directoryOf(caller.workspace, dependencies)).settings.region;
  const { operation } = routes.createWorkspace;
  const id = createdId('w', { workspace: caller.workspace, operation, idempotencyKey });
  const createdAt = dependencies.now();
  const settings = { ...defaultSettings, timezone: body.timezone, region };
  const isNew = await dependencies.workspaces.createWorkspace({ id, name: body.name, settings, createdAt });
  // An earlier request may have ended between the workspace and its token; without one nobody could enter it.
  if (!isNew && (await dependencies.workspaces.tokens(id)).length > 0) return ok({ id, token: null, note: shownOnce });

  const token = newApiToken(dependencies.random);
  const nobody = { agent: null, branch: null, department: null };
  const first = { id: createdId('t', { workspace: id, operation, idempotencyKey }), workspace: id, name: 'first token' };
  const firstToken: ApiToken = { ...first, role: 'admin', ...nobody, hash: hashOf(token), createdAt };
  const isFirst = await dependencies.workspaces.saveToken(firstToken, { ifNew: true });
  if (!isFirst) return ok({ id, token: null, note: shownOnce });
  return created({ id, token });
}

async function shown(id: string, dependencies: ApiDependencies) {
  const { name, settings } = await directoryOf(id, dependencies);
  return { id, name, timezone: settings.timezone, region: settings.region };
}

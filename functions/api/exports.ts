import * as routes from '../../shared/contracts/routes/exports.ts';
import { newExport, notBegun } from '../../shared/domain/new-export.ts';
import { ok } from '../../shared/lambda/http/answers.ts';
import { invalid, notFound, Problem } from '../../shared/lambda/http/problem.ts';
import { type ApiRequest, serve } from '../../shared/lambda/http/serve.ts';
import type { ApiDependencies } from './api-dependencies.ts';
import { createdId } from './created-id.ts';
import { directoryOf } from './directory-of.ts';
import { asked } from './export-asked.ts';
import { exportShown } from './export-shown.ts';
import { known } from './known.ts';
import { pageOfAll } from './page-of-all.ts';
import { serveCreation } from './serve-creation.ts';

/** How long a link works, at most: one that is signed by a function ends with the function's own credentials, too. */
const linkSeconds = 3600;

/** An export that nobody wrote to for so long stands still; whoever wrote it is gone. */
const standsStillAfterMs = 15 * 60_000;

export const exportRoutes = [
  serveCreation(routes.createExport, createExport),
  serve(routes.listExports, async ({ caller, query }, dependencies: ApiDependencies) => {
    const all = await dependencies.exports.list(caller.workspace);
    const asked = query.schedule === undefined ? all : all.filter(({ schedule }) => schedule === query.schedule);
    const { items, next } = pageOfAll(asked, query);
    return ok({ items: items.map(exportShown), next });
  }),
  serve(routes.getExport, async ({ caller, params }, dependencies: ApiDependencies) => {
    const one = await exportOf(caller.workspace, params.id, dependencies);
    if (!one.file) return ok(exportShown(one));
    const expiresAt = new Date(Date.parse(dependencies.now()) + linkSeconds * 1000).toISOString();
    return ok({ ...exportShown(one), url: await dependencies.linkTo(one.file.key, linkSeconds), expiresAt });
  }),
  serve(routes.retryExport, retryExport),
];

async function createExport({ caller, body, idempotencyKey }: ApiRequest<typeof routes.createExport>, dependencies: ApiDependencies) {
  const { workspace } = caller;
  const [directory, connections] = await Promise.all([directoryOf(workspace, dependencies), dependencies.connections.list(workspace)]);
  if (body.kind === 'calls' && body.lead !== undefined) await checkLead(workspace, body.lead, dependencies);
  const id = createdId('e', { workspace, operation: routes.createExport.operation, idempotencyKey });
  const { timezone } = directory.settings;
  const diallers = Object.fromEntries(connections.map(({ id, dialler }) => [id, dialler]));
  await dependencies.exports.save(
    newExport({ id, workspace, ...asked(body, directory), timezone, diallers, schedule: null }, dependencies.now()),
  );
  // In conflict, this very request was made before.
  return { status: 202 as const, body: { id } };
}

async function checkLead(workspace: string, id: string, { leads }: ApiDependencies): Promise<void> {
  const wrong = known('lead', id, (await leads.get(workspace, id)) ? [{ id }] : []);
  if (wrong.length > 0) throw invalid(wrong);
}

async function retryExport({ caller, params }: ApiRequest<typeof routes.retryExport>, dependencies: ApiDependencies) {
  const one = await exportOf(caller.workspace, params.id, dependencies);
  const now = dependencies.now();
  if (one.state === 'done') throw new Problem(409, `The export "${one.id}" is done: ask for a new one`);
  const standsStill = (one.lease ?? '') < now && Date.parse(now) - Date.parse(one.updatedAt) > standsStillAfterMs;
  if (one.state !== 'failed' && !standsStill)
    throw new Problem(409, `The export "${one.id}" is ${one.state}: it need not be started again`);
  const saved = await dependencies.exports.save({ ...one, ...notBegun, turn: one.turn + 1, updatedAt: now, version: one.version + 1 });
  if (saved === 'conflict') throw new Problem(409, `The export "${one.id}" was changed meanwhile: look at it again`);
  return { status: 202 as const, body: { id: one.id } };
}

async function exportOf(workspace: string, id: string, { exports }: ApiDependencies) {
  const one = await exports.get(workspace, id);
  if (!one) throw notFound('export', id);
  return one;
}

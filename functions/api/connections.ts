import * as routes from '../../shared/contracts/routes/connections.ts';
import type { Connection, Directory } from '../../shared/domain/workspace.ts';
import { created, done, ok } from '../../shared/lambda/http/answers.ts';
import type { Caller } from '../../shared/lambda/http/authorize.ts';
import { invalid, notFound, Problem } from '../../shared/lambda/http/problem.ts';
import { type ApiRequest, serve } from '../../shared/lambda/http/serve.ts';
import { listedConnection } from '../../shared/store/connection-store.ts';
import { connectionIdOfAccount } from '../../shared/store/ids.ts';
import type { ApiDependencies } from './api-dependencies.ts';
import { checkStatusMap } from './check-status-map.ts';
import { connectionShown, connectionWithSecrets } from './connection-shown.ts';
import { createdId } from './created-id.ts';
import { directoryOf } from './directory-of.ts';
import { dryRun } from './dry-run.ts';
import { givenIn } from './given-in.ts';
import { known } from './known.ts';
import { pageOfAll } from './page-of-all.ts';
import { serveCreation } from './serve-creation.ts';
import { shownOnce } from './tokens.ts';

export const connections = [
  serveCreation(routes.createConnection, createConnection),
  serve(routes.listConnections, async ({ caller, query, origin }, dependencies: ApiDependencies) => {
    const [all, directory] = await Promise.all([
      dependencies.connections.list(caller.workspace),
      directoryOf(caller.workspace, dependencies),
    ]);
    const { items, next } = pageOfAll(all, query);
    return ok({ items: items.map((connection) => connectionShown(connection, directory, origin)), next });
  }),
  serve(routes.getConnection, async ({ caller, params, origin }, dependencies: ApiDependencies) => {
    const connection = await found(caller, params.id, dependencies);
    return ok(connectionShown(listedConnection(connection), await directoryOf(caller.workspace, dependencies), origin));
  }),
  serve(routes.changeConnection, async ({ caller, params, body, origin }, dependencies: ApiDependencies) => {
    const before = await found(caller, params.id, dependencies);
    const directory = await directoryOf(caller.workspace, dependencies);
    check(before.dialler, body, directory);
    checkAccount(before.dialler, body.secrets, { isNew: false }, dependencies);
    const after: Connection = { ...before, ...givenIn({ ...body, fieldMap: fieldMapOf(body.fieldMap) }) };
    await dependencies.connections.save(after);
    return ok(connectionShown(listedConnection(after), directory, origin));
  }),
  serve(routes.removeConnection, async ({ caller, params }, dependencies: ApiDependencies) => {
    await found(caller, params.id, dependencies);
    await dependencies.connections.remove(params.id);
    return done;
  }),
  serve(routes.rotateConnection, async ({ caller, params, body, origin }, dependencies: ApiDependencies) => {
    const before = await found(caller, params.id, dependencies);
    const directory = await directoryOf(caller.workspace, dependencies);
    checkAccount(before.dialler, [body.secret ?? ''], { isNew: false }, dependencies);
    const secret = body.secret ?? newSecret(before.dialler, dependencies);
    const after: Connection = { ...before, secrets: [...new Set([secret, ...before.secrets])].slice(0, 2) };
    await dependencies.connections.save(after);
    return ok(connectionWithSecrets(after, { directory, origin, secrets: [secret] }, dependencies));
  }),
  serve(routes.dryRunConnection, async ({ caller, params, body, origin }, dependencies: ApiDependencies) => {
    const connection = await found(caller, params.id, dependencies);
    const directory = await directoryOf(caller.workspace, dependencies);
    return ok(await dryRun({ connection, directory, webhook: body, origin }, dependencies));
  }),
];

async function createConnection(request: ApiRequest<typeof routes.createConnection>, dependencies: ApiDependencies) {
  const { caller, body, origin, idempotencyKey } = request;
  const { workspace } = caller;
  checkKind(body.dialler, dependencies);
  const directory = await directoryOf(workspace, dependencies);
  check(body.dialler, { ...body, fieldMap: body.fieldMap ?? null }, directory);
  checkAccount(body.dialler, body.secrets ?? [], { isNew: true }, dependencies);

  const secrets = body.secrets ?? [newSecret(body.dialler, dependencies)];
  const connection: Connection = {
    id: connectionId(body.dialler, secrets, { workspace, idempotencyKey }, dependencies),
    workspace,
    dialler: body.dialler,
    name: body.name,
    secrets,
    timezone: body.timezone ?? null,
    region: body.region ?? null,
    campaign: body.campaign ?? null,
    publicUrl: body.publicUrl ?? null,
    statusMap: body.statusMap ?? {},
    fieldMap: fieldMapOf(body.fieldMap) ?? null,
    createdAt: dependencies.now(),
  };
  if (await dependencies.connections.save(connection, { ifNew: true })) {
    return created(connectionWithSecrets(connection, { directory, origin, secrets }, dependencies));
  }
  const other = await dependencies.connections.get(connection.id);
  if (other && other.workspace !== workspace)
    throw new Problem(409, `Another workspace has connected this account of ${body.dialler} already`);
  return ok({
    ...connectionShown(listedConnection(await found(caller, connection.id, dependencies)), directory, origin),
    secrets: null,
    note: shownOnce,
  });
}

type Request = { workspace: string; idempotencyKey: string | undefined };

/** Random, or of the Idempotency-Key; of the account itself, where its messages name nothing else. */
function connectionId(dialler: string, [account = '']: readonly string[], request: Request, { diallers }: ApiDependencies): string {
  if (diallers[dialler]?.account) return connectionIdOfAccount(dialler, account);
  return createdId('cn', { ...request, operation: routes.createConnection.operation });
}

/** The secret of some kinds names the account that is connected: it has to be given, and stays. */
function checkAccount(
  dialler: string,
  secrets: readonly string[] | undefined,
  { isNew }: { isNew: boolean },
  { diallers }: ApiDependencies,
) {
  const account = diallers[dialler]?.account;
  if (!account || secrets === undefined) return;
  if (!isNew) throw invalid([{ path: 'secrets', message: 'the account of this connection stays: remove it, and connect the other one' }]);
  if (secrets.length !== 1 || !account.isOne(secrets[0] ?? '')) throw invalid([{ path: 'secrets', message: account.expected }]);
}

async function found({ workspace }: Caller, id: string, { connections: store }: ApiDependencies): Promise<Connection> {
  const connection = await store.get(id);
  if (connection?.workspace !== workspace) throw notFound('connection', id);
  return connection;
}

function checkKind(dialler: string, { diallers }: ApiDependencies): void {
  if (diallers[dialler]) return;
  const kinds = Object.keys(diallers).join(', ');
  throw invalid([{ path: 'dialler', message: `no adapter reads "${dialler}": the kinds are ${kinds}` }]);
}

function check(
  dialler: string,
  given: { campaign?: string | null | undefined; fieldMap?: object | null | undefined; statusMap?: Record<string, string> | undefined },
  directory: Directory,
) {
  const wrong = [
    ...known('campaign', given.campaign, directory.campaigns),
    ...checkStatusMap(given.statusMap),
    ...(given.fieldMap === null && dialler === 'fields'
      ? [{ path: 'fieldMap', message: 'it is required: it says where the fields of a webhook are' }]
      : []),
    ...(given.fieldMap && dialler !== 'fields' ? [{ path: 'fieldMap', message: `it is for the kind fields, not ${dialler}` }] : []),
  ];
  if (wrong.length > 0) throw invalid(wrong);
}

function fieldMapOf(given: Record<string, string | undefined> | null | undefined): Record<string, string> | null | undefined {
  return given && (givenIn(given) as Record<string, string>); // without the undefined ones
}

function newSecret(dialler: string, { diallers, random }: ApiDependencies): string {
  const adapter = diallers[dialler];
  if (!adapter) throw new Error(`Cannot make a secret: no adapter reads "${dialler}"`);
  return adapter.newSecret(random);
}

import { listQuarantine, redriveQuarantined } from '../../shared/contracts/routes/connections.ts';
import { ok } from '../../shared/lambda/http/answers.ts';
import { notFound, Problem } from '../../shared/lambda/http/problem.ts';
import { type ApiRequest, serve } from '../../shared/lambda/http/serve.ts';
import type { QuarantinedWebhook } from '../../shared/store/quarantine-store.ts';
import { takeIn } from '../ingest/ingest.ts';
import type { ApiDependencies } from './api-dependencies.ts';
import { namedIn } from './named-in.ts';

export const quarantine = [
  serve(listQuarantine, async ({ caller, query: { limit, cursor } }, { quarantine: store, connections }: ApiDependencies) => {
    const [{ items, next }, known] = await Promise.all([
      store.list(caller.workspace, { limit, cursor }),
      connections.list(caller.workspace),
    ]);
    return ok({ items: items.map((webhook) => ({ ...shown(webhook), connection: namedIn(known, webhook.connection) })), next });
  }),
  serve(redriveQuarantined, redrive),
];

/** Headers are left out: some diallers put a token there. */
function shown({ id, receivedAt, why, request }: QuarantinedWebhook) {
  const bytes = Buffer.from(request.bodyBase64, 'base64');
  const text = bytes.toString('utf8');
  const bodyIsBase64 = !Buffer.from(text).equals(bytes);
  return {
    id,
    receivedAt,
    why,
    method: request.method,
    query: queryOf(request.url),
    body: bodyIsBase64 ? request.bodyBase64 : text,
    bodyIsBase64,
  };
}

function queryOf(url: string): string {
  const query = new URLSearchParams(url.split('?')[1] ?? '');
  query.delete('key');
  return query.toString();
}

async function redrive({ caller, params }: ApiRequest<typeof redriveQuarantined>, dependencies: ApiDependencies) {
  const { workspace } = caller;
  const webhook = await dependencies.quarantine.get(workspace, params.id);
  if (!webhook) throw notFound('quarantined webhook', params.id);
  const connection = await dependencies.connections.get(webhook.connection);
  if (!connection) throw new Problem(409, `The webhook "${params.id}" cannot be read again: its connection was removed`);

  const { bodyBase64, ...request } = webhook.request;
  // It was verified when it came, and what it leaves unsaid happened then.
  const answer = await takeIn(
    connection,
    { ...request, body: Buffer.from(bodyBase64, 'base64') },
    {
      ...dependencies,
      quarantine: { ...dependencies.quarantine, save: async () => {} },
      connection: async () => connection,
      directory: (id) => dependencies.workspaces.directory(id),
      now: () => webhook.receivedAt,
    },
  );
  switch (answer.result) {
    case 'quarantined':
      return ok({ result: answer.result, id: webhook.id, why: answer.why });
    case 'recorded':
    case 'duplicate':
    case 'ignored':
      await dependencies.quarantine.remove(workspace, webhook.id);
      return ok(answer);
    case 'refused':
    case 'unsupported':
    case 'unknown-connection':
      throw new Problem(409, `The webhook "${params.id}" cannot be read again: no adapter reads "${connection.dialler}"`);
    default:
      return answer satisfies never;
  }
}

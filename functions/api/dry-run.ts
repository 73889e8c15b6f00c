import type { z } from 'zod';
import type { dryRunConnection } from '../../shared/contracts/routes/connections.ts';
import type { RecordedCall } from '../../shared/domain/call.ts';
import type { Connection, Directory } from '../../shared/domain/workspace.ts';
import type { CallStore } from '../../shared/store/call-store.ts';
import type { WebhookRequest } from '../ingest/diallers/dialler.ts';
import { type IngestAnswer, ingest } from '../ingest/ingest.ts';
import type { ApiDependencies } from './api-dependencies.ts';
import { callsShown } from './calls-shown.ts';
import { webhookUrlOf } from './connection-shown.ts';

type Webhook = z.output<(typeof dryRunConnection)['body']>;
type Trial = { connection: Connection; directory: Directory; webhook: Webhook; origin: string };

/** Takes a webhook in as `ingest` would, onto what is stored, and keeps nothing. */
export async function dryRun({ connection, directory, webhook, origin }: Trial, dependencies: ApiDependencies) {
  const { now } = webhook;
  const told: RecordedCall[] = [];
  const answer = await ingest(connection.id, requestOf(webhook, webhookUrlOf(connection, origin)), {
    leads: dependencies.leads,
    diallers: dependencies.diallers,
    calls: unsaved(dependencies.calls, told),
    quarantine: { ...dependencies.quarantine, save: async () => {} },
    connection: async () => connection,
    directory: async () => directory,
    now: now === undefined ? dependencies.now : () => new Date(now).toISOString(),
  });
  if (answer.result === 'unknown-connection') throw new Error(`Cannot try the connection "${connection.id}": no adapter reads it`);

  const calls = told.length > 0 ? told : await alreadyTold(answer, connection, dependencies);
  const [call] = await callsShown(calls.slice(0, 1), directory, dependencies);
  const reason = reasonOf(answer);
  return {
    verified: answer.result !== 'refused' && answer.result !== 'unsupported',
    ...(reason !== undefined && { reason }),
    result: answer.result,
    facts: calls.flatMap(({ facts }) => facts.map((fact) => ({ ...fact }))),
    ...(call && { call }),
  };
}

function requestOf(webhook: Webhook, webhookUrl: string): WebhookRequest {
  const headers = Object.entries(webhook.headers).map(([name, value]) => [name.toLowerCase(), value]);
  return {
    method: webhook.method,
    url: URL.canParse(webhook.url) ? webhook.url : new URL(webhook.url, webhookUrl).href,
    headers: Object.fromEntries(headers),
    body: Buffer.from(webhook.body, webhook.bodyIsBase64 ? 'base64' : 'utf8'),
  };
}

/** The calls as they are, and every save noted instead of done. */
function unsaved(calls: CallStore, told: RecordedCall[]): CallStore {
  const save = async (call: RecordedCall) => {
    told.push(call);
    return 'saved' as const;
  };
  return { ...calls, save, merge: save };
}

async function alreadyTold(answer: IngestAnswer, { workspace }: Connection, { calls }: ApiDependencies): Promise<RecordedCall[]> {
  const call = answer.result === 'duplicate' ? await calls.get(workspace, answer.callId) : undefined;
  return call ? [call] : [];
}

function reasonOf(answer: IngestAnswer): string | undefined {
  if (answer.result === 'refused' || answer.result === 'unsupported') return answer.reason;
  return answer.result === 'quarantined' ? answer.why : undefined;
}

import { randomUUID } from 'node:crypto';
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { diallers } from '../../functions/ingest/diallers/registry.ts';
import { type IngestDependencies, ingest } from '../../functions/ingest/ingest.ts';
import { dynamoClient } from '../../shared/store/client.ts';
import { dynamoCallStore } from '../../shared/store/dynamo-call-store.ts';
import { dynamoLeadStore } from '../../shared/store/dynamo-lead-store.ts';
import { aDirectory } from '../builders.ts';
import { memoryQuarantineStore } from '../doubles/memory-quarantine-store.ts';
import { signStandard } from '../functions/ingest/diallers/sign.ts';
import { createTables } from '../shared/store/tables.ts';
import { median, type Table } from './table.ts';

const webhooks = 400;
const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;

/** What a webhook costs from signature to durable, against one bare conditional put of the same table in the same run; both by turns. */
export async function benchIngest(endpoint: string): Promise<Table> {
  const client = dynamoClient({ endpoint, region: 'eu-west-1', credentials: { accessKeyId: 'bench', secretAccessKey: 'bench' } });
  const names = await createTables(client);
  const dependencies: IngestDependencies = {
    calls: dynamoCallStore({ client, table: names.calls }),
    leads: dynamoLeadStore({ client, table: names.leads }),
    quarantine: memoryQuarantineStore(),
    connection: async () => connection,
    directory: async () => aDirectory(),
    diallers,
    now: () => new Date().toISOString(),
  };
  const figures = { put: [] as number[], fresh: [] as number[], again: [] as number[] };
  let cpuMicros = 0;
  for (let n = 0; n < webhooks; n++) {
    const item = { pk: { S: `bench#${n}` }, filler: { S: 'x'.repeat(600) } };
    figures.put.push(
      await timed(() =>
        client.send(new PutItemCommand({ TableName: names.calls, Item: item, ConditionExpression: 'attribute_not_exists(pk)' })),
      ),
    );
    const webhook = aWebhook();
    const before = process.cpuUsage();
    figures.fresh.push(await timed(() => ingest('n_1', webhook, dependencies)));
    const used = process.cpuUsage(before);
    cpuMicros += used.user + used.system;
    figures.again.push(await timed(() => ingest('n_1', webhook, dependencies)));
  }
  const put = median(figures.put);
  const ratio = (some: number[]) => `${(median(some) / put).toFixed(2)} × (${median(some).toFixed(2)} ms)`;
  return {
    name: `Ingest: ${webhooks} webhooks one after another, median`,
    rows: [
      ['bare conditional put', `1 × (${put.toFixed(2)} ms)`],
      ['a new webhook: verified, read, folded, stored', ratio(figures.fresh)],
      ['the same webhook again', ratio(figures.again)],
      ['CPU of a new webhook, SDK included', `${(cpuMicros / webhooks / 1000).toFixed(2)} ms`],
    ],
  };
}

const connection = {
  id: 'n_1',
  workspace: 'w_1',
  dialler: 'standard',
  name: 'Bench',
  secrets: [secret],
  timezone: null,
  region: null,
  campaign: null,
  publicUrl: null,
  statusMap: {},
  fieldMap: null,
  createdAt: new Date().toISOString(),
};

function aWebhook() {
  const now = new Date();
  const data = { callId: randomUUID(), status: 'busy', direction: 'outbound', leadPhone: '+919812345678', startedAt: now.toISOString() };
  const body = JSON.stringify({ type: 'call.updated', timestamp: now.toISOString(), data });
  const headers = { 'content-type': 'application/json', ...signStandard(secret, randomUUID(), Math.floor(now.getTime() / 1000), body) };
  return { method: 'POST', url: 'https://redial.example/webhooks/n_1', headers, body: Buffer.from(body) };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

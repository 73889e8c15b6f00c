import { createHash } from 'node:crypto';
import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import Papa from 'papaparse';
import readExcelFile from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { named } from '../../local/named.ts';
import { realWorld } from '../../local/real-world.ts';
import type { Fault, ServiceCall } from '../../local/world.ts';
import { until } from '../local/until.ts';
import { clientFor } from '../shared/store/dynamo-for-tests.ts';
import type { Json } from './a-client.ts';
import { aStandardDialler } from './a-dialler.ts';
import { aStack, dayInIndia, type Flow } from './a-stack.ts';

let flow: Flow;
let faultOf: (call: ServiceCall) => Fault | undefined = () => undefined;
let hoursLater = 0;
const today = dayInIndia();
const span = { from: today, to: today };

beforeAll(async () => {
  const real = realWorld();
  const clock = { ...real.clock, now: () => Date.now() + hoursLater * 3_600_000 };
  flow = await aStack({ world: { clock, faultOf: (call) => faultOf(call) } });
  const asha = (await flow.api.post('/api/agents', { name: 'Asha', email: 'asha@example.com' })).body.id;
  const dialler = await aStandardDialler(flow.api);
  const leads = [1, 2, 3].map((n) => ({ phone: `+91980000000${n}`, name: `Lead ${n}`, owner: asha, tags: ['hot'] }));
  for (const lead of leads) await flow.api.post('/api/leads', lead);
  const outcomes = [{ status: 'busy' }, { status: 'completed', durationSeconds: 65 }, { status: 'no-answer' }];
  for (const [index, { phone: leadPhone }] of leads.entries()) {
    await dialler.says({
      callId: `call-${index}`,
      leadPhone,
      direction: 'outbound',
      agent: { email: 'asha@example.com' },
      ...outcomes[index],
    });
  }
  await flow.stack.idle();
  await flow.api.post('/api/reports/rollup');
});

afterAll(async () => {
  await flow?.stop();
});

async function asked(body: object): Promise<string> {
  const answer = await flow.api.post('/api/exports', body);
  expect(answer.status).toBe(202);
  return answer.body.id;
}

async function ended(id: string): Promise<Json> {
  return until('the export is at an end', async () => {
    const { body } = await flow.api.get(`/api/exports/${id}`);
    return body.state === 'done' || body.state === 'failed' ? body : undefined;
  });
}

async function fileOf({ url }: Json): Promise<Buffer> {
  const response = await fetch(url);
  expect(response.status).toBe(200);
  return Buffer.from(await response.arrayBuffer());
}

describe('an export, from asking for it to the file', () => {
  it.each([
    ['calls', { kind: 'calls', format: 'csv', ...span, name: 'Hot list' }, 3],
    ['leads', { kind: 'leads', format: 'csv' }, 3],
    ['a report', { kind: 'report', format: 'csv', ...span, by: 'status' }, 3],
  ])('of %s is fetched by its link, whole', async (_, body, rows) => {
    const done = await ended(await asked(body));
    expect(done).toMatchObject({ state: 'done', progress: 1, rows, format: 'csv', expiresAt: expect.any(String) });
    const file = await fileOf(done);
    expect(createHash('sha256').update(file).digest('hex')).toBe(done.sha256);
    expect(Papa.parse(file.toString(), { header: false }).data).toHaveLength(rows + 2);
  });

  it('adds up to the numbers of the report, as CSV and as XLSX', async () => {
    const { totals } = (await flow.api.get(`/api/reports?from=${today}&to=${today}&by=none`)).body;
    const sum = (rows: unknown[][], name: string) => {
      const at = rows[0]?.indexOf(name) ?? -1;
      return rows.slice(1).reduce((total, row) => total + Number(row[at] ?? 0), 0);
    };
    const calls = Papa.parse((await fileOf(await ended(await asked({ kind: 'calls', format: 'csv', ...span })))).toString(), {
      header: false,
    });
    expect(sum(calls.data, 'talkSeconds')).toBe(totals.talkSeconds);
    expect(calls.data.length - 2).toBe(totals.calls);
    const workbook = await readExcelFile(await fileOf(await ended(await asked({ kind: 'report', format: 'xlsx', ...span, by: 'agent' }))));
    expect(workbook.map(({ sheet }) => sheet)).toEqual(['About', 'Report']);
    for (const name of ['calls', 'connected', 'talkSeconds']) expect(sum(workbook[1]?.data ?? [], name)).toBe(totals[name]);
  });

  it('goes on where the function that wrote it crashed', async () => {
    const functionName = named(flow.stack.wiring.functions, 'ExportHandler', 'function').name;
    let crashes = 0;
    faultOf = (call) => (call.operation === 'CompleteMultipartUpload' && crashes++ === 0 ? { kind: 'crash', when: 'after' } : undefined);
    const id = await asked({ kind: 'calls', format: 'xlsx', ...span });
    await until('the function crashed', async () => (crashes > 0 ? true : undefined));
    expect((await flow.api.get(`/api/exports/${id}`)).body).toMatchObject({ state: 'running', rows: 3 });

    // Its message comes back when the function's time is over at the latest; nobody waits for that here.
    const client = clientFor(flow.stack.dynamoDbUrl);
    const table = named(flow.stack.wiring.tables, 'exports', 'table').name;
    const Key = { pk: { S: `${flow.workspace}#exports` }, sk: { S: id } };
    await client.send(
      new UpdateItemCommand({
        TableName: table,
        Key,
        UpdateExpression: 'SET lease = :no',
        ExpressionAttributeValues: { ':no': { NULL: true } },
      }),
    );
    const detail = { eventId: 'x', workspace: flow.workspace, version: 1, occurredAt: new Date().toISOString(), exportId: id, turn: 1 };
    await flow.stack.invoke(functionName, { Records: [{ messageId: 'm', body: JSON.stringify({ detail }) }] });
    const done = await ended(id);
    expect(done).toMatchObject({ state: 'done', rows: 3 });
    expect((await readExcelFile(await fileOf(done)))[1]?.data).toHaveLength(4);
  });

  it('fails with its reason where its files cannot be stored, and can be started again', async () => {
    faultOf = (call) => (call.operation === 'UploadPart' ? { kind: 'fail', when: 'before' } : undefined);
    const id = await asked({ kind: 'leads', format: 'csv' });
    expect(await ended(id)).toMatchObject({ state: 'failed', error: expect.stringContaining('5 times in a row') });
    faultOf = () => undefined;
    expect((await flow.api.post(`/api/exports/${id}/retry`)).status).toBe(202);
    expect(await ended(id)).toMatchObject({ state: 'done', rows: 3 });
    expect((await flow.api.post(`/api/exports/${id}/retry`)).status).toBe(409);
  });

  it('has a link that nobody can change, and that ends', async () => {
    const { url } = await ended(await asked({ kind: 'leads', format: 'csv' }));
    const status = async (link: string) => (await fetch(link)).status;
    expect(await status(url)).toBe(200);
    expect(await status(url.replace('X-Amz-Expires=3600', 'X-Amz-Expires=36000'))).toBe(403);
    expect(await status(url.replace('leads.csv', 'other.csv'))).toBe(403);
    expect(await status(url.split('?')[0])).toBe(403);
    hoursLater = 2;
    expect(await status(url)).toBe(403);
    hoursLater = 0;
  });
});

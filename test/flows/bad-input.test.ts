import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ServiceCall } from '../../local/world.ts';
import { aStandardDialler, type TestDialler } from './a-dialler.ts';
import { aStack, type Flow } from './a-stack.ts';

let flow: Flow;
let dialler: TestDialler;
let refusing = (_call: ServiceCall): boolean => false;

beforeAll(async () => {
  flow = await aStack({ world: { faultOf: (call) => (refusing(call) ? { kind: 'throttle' } : undefined) } });
  dialler = await aStandardDialler(flow.api);
});

afterAll(async () => {
  await flow?.stop();
});

const busy = { callId: 'call-1', status: 'busy', direction: 'outbound', leadPhone: '+919812345678' };
const callCount = async () => {
  const calls = await flow.api.get('/api/calls?from=2026-01-01&to=2027-01-01&limit=1000');
  return calls.body.items?.length ?? calls.body;
};

describe('a webhook that is not as it should be', () => {
  it('is refused with 401 and stored nowhere when one byte was altered', async () => {
    const answer = await dialler.says(busy, { body: (signed) => signed.replace('busy', 'Busy') });
    expect(answer).toMatchObject({ status: 401, body: { status: 401, title: 'Unauthorized' } });
    await flow.stack.idle();
    expect(await callCount()).toBe(0);
    expect((await flow.api.get('/api/quarantine')).body.items).toEqual([]);
  });

  it('is refused with 401 when somebody else signed it', async () => {
    expect((await dialler.says(busy, { secret: `whsec_${Buffer.alloc(32, 1).toString('base64')}` })).status).toBe(401);
  });

  it.each([
    ['malformed JSON', () => '{"type":"call.updated"'],
    ['no callId', () => JSON.stringify({ type: 'call.updated', timestamp: new Date().toISOString(), data: { status: 'busy' } })],
  ])('is kept whole in quarantine when it verifies and has %s', async (_what, body) => {
    const { signStandard } = await import('../functions/ingest/diallers/sign.ts');
    const text = body();
    const headers = signStandard(dialler.connection.secrets[0] ?? '', 'msg_q', Math.floor(Date.now() / 1000), text);
    const response = await fetch(dialler.connection.webhookUrl, { method: 'POST', headers, body: text });
    const answer = (await response.json()) as { result: string; id: string };
    expect(response.status).toBe(200);
    expect(answer.result).toBe('quarantined');
    const { items } = (await flow.api.get('/api/quarantine')).body;
    expect(items.map((item: { id: string }) => item.id)).toContain(answer.id);
  });

  it('has no connection: 404', async () => {
    const response = await fetch(`${flow.url}/webhooks/nobody`, { method: 'POST', body: '{}' });
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
  });

  it('is too large: 413', async () => {
    const response = await fetch(dialler.connection.webhookUrl, { method: 'POST', body: 'x'.repeat(256 * 1024 + 1) });
    expect(response.status).toBe(413);
  });

  it('is about no call: ignored', async () => {
    const { signStandard } = await import('../functions/ingest/diallers/sign.ts');
    const text = JSON.stringify({ type: 'lead.created', timestamp: new Date().toISOString(), data: {} });
    const headers = signStandard(dialler.connection.secrets[0] ?? '', 'msg_i', Math.floor(Date.now() / 1000), text);
    const response = await fetch(dialler.connection.webhookUrl, { method: 'POST', headers, body: text });
    expect(await response.json()).toEqual({ result: 'ignored' });
  });
});

describe('a database that refuses', () => {
  it('makes the dialler send again: 503 with Retry-After, and then it is recorded', async () => {
    refusing = (call) => call.service === 'dynamodb' && call.operation === 'PutItem' && /ingest/i.test(call.functionName);
    const answer = await dialler.says({ ...busy, callId: 'call-2' });
    refusing = () => false;
    expect(answer).toMatchObject({ status: 503, body: { status: 503 } });
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await dialler.says({ ...busy, callId: 'call-2' })).body.result).toBe('recorded');
  });

  it('gives an API client 503 and no stack trace', async () => {
    refusing = (call) => call.service === 'dynamodb' && /api/i.test(call.functionName);
    const answer = await flow.api.get('/api/agents');
    refusing = () => false;
    expect(answer.status).toBe(503);
    expect(JSON.stringify(answer.body)).not.toMatch(/\bat .*\.(cjs|ts|js)/);
  });
});

import { describe, expect, it } from 'vitest';
import { at } from '../../builders.ts';
import { signStandard, signTwilio } from '../ingest/diallers/sign.ts';
import { aTeam } from './a-team.ts';
import { anApi } from './an-api.ts';

const nowSeconds = Math.floor(Date.parse(at()) / 1000);
const busy = JSON.stringify({
  type: 'call.updated',
  timestamp: at(-10),
  data: { callId: 'x-1', status: 'busy', direction: 'outbound', leadPhone: '+919800000001', agent: { email: 'a_asha@example.com' } },
});

describe('connections', () => {
  it('show their secrets once, and where the dialler is to send', async () => {
    const { call, tokens } = await aTeam();
    const { status, json } = await call('POST', '/api/connections', { token: tokens.admin, body: { dialler: 'standard', name: 'Main' } });
    expect([status, json.webhookUrl]).toEqual([201, `https://redial.example/webhooks/${json.id}`]);
    expect(json.secrets).toEqual([expect.stringMatching(/^whsec_/)]);
    const { secrets, ...shown } = json;
    const read = await call('GET', `/api/connections/${json.id}`, { token: tokens.admin });
    expect(read.json).toEqual(shown);
    expect(read.text).not.toContain(secrets[0]);
  });

  it('of an account that names itself are one an account, which has to be given and stays', async () => {
    const { call, tokens } = await aTeam();
    const secrets = ['arn:aws:connect:ap-south-1:123456789012:instance/i-1'];
    const connect = (token: string, body: object) =>
      call('POST', '/api/connections', { token, body: { dialler: 'amazon-connect', name: 'C', ...body } });
    for (const body of [{}, { secrets: ['i-1'] }, { secrets: [...secrets, ...secrets] }]) {
      expect((await connect(tokens.admin, body)).json.errors).toMatchObject([{ path: 'secrets' }]);
    }
    const { json } = await connect(tokens.admin, { secrets });
    expect(json.secrets).toEqual(secrets);
    expect(await connect(tokens.admin, { secrets })).toMatchObject({ status: 200, json: { id: json.id } });
    expect((await connect(tokens.stranger, { secrets })).status).toBe(409);
    const change = { token: tokens.admin, body: { secrets: ['arn:aws:connect:ap-south-1:123456789012:instance/i-2'] } };
    expect((await call('PATCH', `/api/connections/${json.id}`, change)).status).toBe(400);
    expect((await call('POST', `/api/connections/${json.id}/rotate`, { token: tokens.admin, body: {} })).status).toBe(400);
    expect((await call('PATCH', `/api/connections/${json.id}`, { token: tokens.admin, body: { name: 'D' } })).json.name).toBe('D');
  });

  it('keep the secrets that are given, and the URL that the dialler knows', async () => {
    const { call, tokens } = await aTeam();
    const body = {
      dialler: 'twilio',
      name: 'T',
      secrets: ['auth-token'],
      publicUrl: 'https://hooks.example.com/',
      statusMap: { won: 'Called' },
    };
    const { json } = await call('POST', '/api/connections', { token: tokens.admin, body });
    expect(json).toMatchObject({
      secrets: ['auth-token'],
      webhookUrl: `https://hooks.example.com/webhooks/${json.id}`,
      statusMap: { won: 'Called' },
    });
  });

  it('hold a key in the URL, shown once, where the dialler cannot sign', async () => {
    const { dependencies, tokens } = await aTeam();
    const standard = dependencies.diallers.standard;
    if (!standard) throw new Error('there is no standard dialler');
    const diallers = { unsigned: { ...standard, kind: 'unsigned', keyInUrl: true, newSecret: () => 'k/1' } };
    const { call } = anApi({ ...dependencies, diallers });
    const { json } = await call('POST', '/api/connections', { token: tokens.admin, body: { dialler: 'unsigned', name: 'U' } });
    expect(json.webhookUrl).toBe(`https://redial.example/webhooks/${json.id}?key=k%2F1`);
    expect((await call('GET', `/api/connections/${json.id}`, { token: tokens.admin })).json.webhookUrl).not.toContain('key');
  });

  it('are made once for one Idempotency-Key; the second answer holds no secret', async () => {
    const { call, tokens } = await aTeam();
    const sent = { token: tokens.admin, body: { dialler: 'standard', name: 'Main' }, headers: { 'idempotency-key': 'k-1' } };
    const first = await call('POST', '/api/connections', sent);
    const again = await call('POST', '/api/connections', sent);
    expect([again.status, again.json.id, again.json.secrets]).toEqual([200, first.json.id, null]);
  });

  it.each([
    ['dialler', { dialler: 'fax' }, /standard, twilio/],
    ['dialler', { dialler: 'constructor' }, /standard, twilio/],
    ['campaign', { campaign: 'cm_none' }, /cm_none/],
    ['timezone', { timezone: 'Mars/Base' }, /IANA/],
    ['publicUrl', { publicUrl: 'ftp://x' }, /http/],
    ['secrets', { secrets: [] }, /./],
    [
      'statusMap.hung up',
      { statusMap: { gone: 'no answer', CB: 'Follow up', OB: 'outbound', 'hung up': 'complted' } },
      /"complted" is none of our words: Called, /,
    ],
    ['fieldMap', { fieldMap: { callId: 'id', status: 's', leadPhone: 'p' } }, /fields/],
  ])('are refused where their %s is not valid', async (path, fields, message) => {
    const { call, tokens } = await aTeam();
    const { status, json } = await call('POST', '/api/connections', {
      token: tokens.admin,
      body: { dialler: 'standard', name: 'x', ...fields },
    });
    expect([status, json.errors[0].path, json.errors[0].message]).toEqual([400, path, expect.stringMatching(message)]);
  });

  it('of the kind fields have a field map, for as long as they are there', async () => {
    const { call, tokens } = await aTeam();
    const asked = (fieldMap?: object) => ({ token: tokens.admin, body: { dialler: 'fields', name: 'PBX', ...(fieldMap && { fieldMap }) } });
    const without = await call('POST', '/api/connections', asked());
    expect([without.status, without.json.errors[0].path]).toEqual([400, 'fieldMap']);
    const incomplete = await call('POST', '/api/connections', asked({ callId: 'id', status: 's' }));
    expect([incomplete.status, incomplete.json.errors[0].path]).toEqual([400, 'fieldMap.leadPhone']);

    const { status, json } = await call('POST', '/api/connections', asked({ preset: 'vicidial' }));
    expect([status, json.fieldMap, json.webhookUrl]).toEqual([
      201,
      { preset: 'vicidial' },
      expect.stringContaining(`?key=${json.secrets[0]}`),
    ]);
    const emptied = await call('PATCH', `/api/connections/${json.id}`, { token: tokens.admin, body: { fieldMap: null } });
    expect([emptied.status, emptied.json.errors[0].path]).toEqual([400, 'fieldMap']);

    const query = 'call_id=1&dispo=B&phone_number=9812345678';
    const tried = await call('POST', `/api/connections/${json.id}/dry-run`, {
      token: tokens.admin,
      body: { method: 'GET', url: `${json.webhookUrl}&${query}`, headers: {}, body: '' },
    });
    expect(tried.json).toMatchObject({ verified: true, result: 'recorded', call: { status: 'Busy' } });
  });

  it('rotate to a new secret beside the newest, which stays good once', async () => {
    const { call, tokens, dependencies } = await aTeam();
    const rotate = async () => (await call('POST', '/api/connections/cn_1/rotate', { token: tokens.admin })).json.secrets[0];
    const second = await rotate();
    expect((await dependencies.connections.get('cn_1'))?.secrets).toEqual([second, 'whsec_c2VjcmV0']);
    const third = await rotate();
    expect((await dependencies.connections.get('cn_1'))?.secrets).toEqual([third, second]);
  });

  it('are gone once removed', async () => {
    const { call, tokens } = await aTeam();
    expect((await call('DELETE', '/api/connections/cn_1', { token: tokens.admin })).status).toBe(204);
    expect((await call('GET', '/api/connections/cn_1', { token: tokens.admin })).status).toBe(404);
  });
});

describe('a dry run', () => {
  const run = async (body: object) => {
    const team = await aTeam();
    const { json } = await team.call('POST', '/api/connections/cn_1/dry-run', { token: team.tokens.admin, body });
    return { ...team, json };
  };
  const signed = (text: string, secret = 'whsec_c2VjcmV0') => signStandard(secret, 'msg_1', nowSeconds, text);

  it('tells what the webhook would do, and stores nothing', async () => {
    const { json, dependencies } = await run({ method: 'POST', url: '/webhooks/cn_1', headers: signed(busy), body: busy });
    expect(json).toMatchObject({
      verified: true,
      result: 'recorded',
      facts: [{ signal: 'busy', source: 'dialler', occurredAt: at(-10) }],
      call: { status: 'Busy', agent: { name: 'Asha' }, lead: { id: 'l_asha' } },
    });
    expect(await dependencies.calls.get('w_1', json.call.id)).toBeUndefined();
  });

  it.each([
    ['https://hooks.example.com/in', 'https://hooks.example.com/in/webhooks/'],
    ['https://hooks.example.com/in.php?account=1', 'https://hooks.example.com/in.php?account=1'],
  ])('knows the URL that the dialler was given under %s', async (publicUrl, shown) => {
    const { call, tokens } = await aTeam();
    const connection = { dialler: 'twilio', name: 'Twilio', secrets: ['token'], publicUrl };
    const { json } = await call('POST', '/api/connections', { token: tokens.admin, body: connection });
    expect(json.webhookUrl).toContain(shown);
    const headers = { 'x-twilio-signature': signTwilio('token', json.webhookUrl, { CallSid: 'CA1', CallStatus: 'busy' }) };
    const body = { method: 'POST', url: json.webhookUrl, headers, body: 'CallSid=CA1&CallStatus=busy' };
    const tried = await call('POST', `/api/connections/${json.id}/dry-run`, { token: tokens.admin, body });
    expect(tried.json).toMatchObject({ verified: true, result: 'recorded' });
  });

  it('tells why a signature does not match', async () => {
    const { json } = await run({ method: 'POST', url: '/webhooks/cn_1', headers: signed(busy, 'whsec_b3RoZXI='), body: busy });
    expect(json).toEqual({ verified: false, reason: expect.any(String), result: 'refused', facts: [] });
  });

  it('takes the clock that it is given', async () => {
    const later = { method: 'POST', url: '/webhooks/cn_1', headers: signed(busy), body: busy, now: at(301) };
    expect((await run(later)).json.result).toBe('refused');
    expect((await run({ ...later, now: at(299) })).json.result).toBe('recorded');
  });

  it('reads a body in base64, and header names in any case', async () => {
    const headers = Object.fromEntries(Object.entries(signed(busy)).map(([name, value]) => [name.toUpperCase(), value]));
    const body = { method: 'POST', url: '/webhooks/cn_1', headers, body: Buffer.from(busy).toString('base64'), bodyIsBase64: true };
    expect((await run(body)).json.result).toBe('recorded');
  });

  it.each([
    ['{"type":"call.updated","data":{"status":"busy"}}', 'quarantined'],
    ['{"type":"invoice.paid","data":{}}', 'ignored'],
  ])('tells of %s that it is %s, and keeps no copy', async (text, result) => {
    const { json, dependencies } = await run({ method: 'POST', url: '/webhooks/cn_1', headers: signed(text), body: text });
    expect([json.verified, json.result, json.facts]).toEqual([true, result, []]);
    expect((await dependencies.quarantine.list('w_1', { limit: 10, cursor: undefined })).items).toHaveLength(1);
  });
});

describe('quarantine', () => {
  it('shows what came, without headers and keys', async () => {
    const { call, tokens } = await aTeam();
    const { json, text } = await call('GET', '/api/quarantine', { token: tokens.manager });
    expect(json.items).toEqual([
      {
        id: 'q_1',
        connection: { id: 'cn_1', name: 'Main' },
        receivedAt: at(),
        why: 'it has no callId',
        method: 'POST',
        query: 'x=1',
        body: '{}',
        bodyIsBase64: false,
      },
    ]);
    expect(text).not.toContain('hidden');
  });

  it('keeps what still cannot be read, and lets go what can', async () => {
    const { call, tokens, dependencies } = await aTeam();
    const redrive = (id: string) => call('POST', `/api/quarantine/${id}/redrive`, { token: tokens.admin });
    expect((await redrive('q_1')).json).toEqual({ result: 'quarantined', id: 'q_1', why: expect.any(String) });
    const readable = await dependencies.quarantine.get('w_1', 'q_1');
    if (!readable) throw new Error('it left the quarantine');
    const request = { ...readable.request, bodyBase64: Buffer.from(busy).toString('base64') };
    await dependencies.quarantine.save({ ...readable, id: 'q_2', request });
    const { json } = await redrive('q_2');
    expect(json).toEqual({ result: 'recorded', callId: expect.any(String) });
    expect((await call('GET', `/api/calls/${json.callId}`, { token: tokens.manager })).json.status).toBe('Busy');
    expect((await redrive('q_2')).status).toBe(404);
  });
});

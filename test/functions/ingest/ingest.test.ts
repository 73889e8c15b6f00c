import { describe, expect, it } from 'vitest';
import { diallers } from '../../../functions/ingest/diallers/registry.ts';
import { ingest } from '../../../functions/ingest/ingest.ts';
import { responseTo } from '../../../functions/ingest/webhook-http.ts';
import type { Connection, Directory } from '../../../shared/domain/workspace.ts';
import { aDirectory, aLead, anAgent, at } from '../../builders.ts';
import { memoryCallStore } from '../../doubles/memory-call-store.ts';
import { memoryLeadStore } from '../../doubles/memory-lead-store.ts';
import { memoryQuarantineStore } from '../../doubles/memory-quarantine-store.ts';
import { signStandard, signTwilio } from './diallers/sign.ts';

const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;

function aConnection(connection: Partial<Connection> = {}): Connection {
  return {
    id: 'n_1',
    workspace: 'w_1',
    dialler: 'standard',
    name: 'Test',
    secrets: [secret],
    timezone: null,
    region: null,
    campaign: null,
    publicUrl: null,
    statusMap: {},
    fieldMap: null,
    createdAt: at(),
    ...connection,
  };
}

function aWorld(world: { connections?: Connection[]; directories?: Directory[] } = {}) {
  const connections = world.connections ?? [aConnection()];
  const directories = world.directories ?? [aDirectory({ agents: [anAgent('a_asha', { email: 'asha@example.com', branch: 'b_1' })] })];
  let reads = 0;
  return {
    calls: memoryCallStore(),
    leads: memoryLeadStore(),
    quarantine: memoryQuarantineStore(),
    connection: async (id: string, options?: { fresh: boolean }) => {
      if (id !== connections[0]?.id) return undefined;
      return options?.fresh ? connections.at(-1) : connections[0];
    },
    directory: async (_workspace: string, options?: { fresh: boolean }) => directories[options?.fresh ? ++reads : 0] ?? directories.at(-1),
    diallers,
    now: () => at(60),
  };
}

let messages = 0;

function aWebhook(data: object, signedWith = secret) {
  const body = JSON.stringify({ type: 'call.updated', timestamp: at(30), data: { callId: 'x-1', ...data } });
  const timestamp = Math.floor(Date.parse(at(60)) / 1000);
  return {
    method: 'POST',
    url: 'https://redial.example/webhooks/n_1',
    headers: { 'content-type': 'application/json', ...signStandard(signedWith, `msg_${++messages}`, timestamp, body) },
    body: Buffer.from(body),
  };
}

const busy = { status: 'busy', direction: 'outbound', leadPhone: '+919812345678', agent: { email: 'asha@example.com' } };

describe('ingest', () => {
  it('stores the call that a webhook tells of, with its agent as the workspace knows them', async () => {
    const world = aWorld();
    const answer = await ingest('n_1', aWebhook(busy), world);
    const [kept] = world.calls.all();
    expect(answer).toEqual({ result: 'recorded', callId: kept?.id });
    expect(kept?.call).toMatchObject({ status: 'Busy', agent: { id: 'a_asha', branch: 'b_1' }, leadPhone: '+919812345678' });
  });

  it('knows a statement again, also under another message id', async () => {
    const world = aWorld();
    await ingest('n_1', aWebhook(busy), world);
    expect(await ingest('n_1', aWebhook(busy), world)).toMatchObject({ result: 'duplicate' });
    expect(world.calls.all()[0]?.version).toBe(1);
  });

  it('folds what comes later into the same call', async () => {
    const world = aWorld();
    await ingest('n_1', aWebhook(busy), world);
    await ingest('n_1', aWebhook({ ...busy, status: 'completed', durationSeconds: 0 }), world);
    expect(world.calls.all()).toHaveLength(1);
    expect(world.calls.all()[0]).toMatchObject({ version: 2, call: { status: 'Busy' } });
  });

  it('freezes tags and campaign of the lead as they are at the first webhook', async () => {
    const world = aWorld();
    const first = await ingest('n_1', aWebhook(busy), world);
    const leadId = world.calls.all()[0]?.call.leadId ?? '';
    await world.leads.save({ before: undefined, after: aLead({ id: leadId, tags: ['hot'] }), at: at() });
    await ingest('n_1', aWebhook({ ...busy, status: 'completed', durationSeconds: 9 }), world);
    expect(first.result).toBe('recorded');
    expect(world.calls.all()[0]?.call.tags).toEqual([]);

    await ingest('n_1', aWebhook({ ...busy, callId: 'x-2' }), world);
    expect(world.calls.all()[1]?.call.tags).toEqual(['hot']);
  });

  it('reads the directory again for an agent whom it does not know yet', async () => {
    const world = aWorld({
      directories: [aDirectory({ agents: [] }), aDirectory({ agents: [anAgent('a_new', { email: 'asha@example.com' })] })],
    });
    await ingest('n_1', aWebhook(busy), world);
    expect(world.calls.all()[0]?.call.agent?.id).toBe('a_new');
  });

  it('refuses a wrong signature and stores nothing', async () => {
    const world = aWorld();
    const answer = await ingest('n_1', aWebhook(busy, `whsec_${Buffer.alloc(32, 8).toString('base64')}`), world);
    expect(answer.result).toBe('refused');
    expect(world.calls.all()).toEqual([]);
    expect((await world.quarantine.list('w_1', { limit: 9, cursor: undefined })).items).toEqual([]);
  });

  it('takes a secret that was rotated a moment ago', async () => {
    const rotated = `whsec_${Buffer.alloc(32, 9).toString('base64')}`;
    const world = aWorld({ connections: [aConnection(), aConnection({ secrets: [rotated, secret] })] });
    expect(await ingest('n_1', aWebhook(busy, rotated), world)).toMatchObject({ result: 'recorded' });
  });

  it('knows no connection that is not there', async () => {
    expect(await ingest('n_2', aWebhook(busy), aWorld())).toEqual({ result: 'unknown-connection' });
  });

  it('sets aside whole what verifies and cannot be read, once', async () => {
    const world = aWorld();
    const webhook = aWebhook({ ...busy, durationSeconds: -5 });
    const first = await ingest('n_1', webhook, world);
    const again = await ingest('n_1', webhook, world);
    const { items } = await world.quarantine.list('w_1', { limit: 9, cursor: undefined });
    expect(first.result).toBe('quarantined');
    expect(again).toEqual(first);
    expect(items).toHaveLength(1);
    expect(Buffer.from(items[0]?.request.bodyBase64 ?? '', 'base64')).toEqual(webhook.body);
  });

  it('keeps no secret that travels in a webhook that it sets aside', async () => {
    const world = aWorld({ connections: [aConnection({ dialler: 'ozonetel', secrets: ['KKsecret'] })] });
    const body = new URLSearchParams({ data: JSON.stringify({ monitorUCID: '1', Duration: 'odd', Apikey: 'KKsecret' }) }).toString();
    const webhook = { method: 'POST', url: 'https://redial.example/webhooks/n_1?key=KKsecret', headers: { 'x-api-key': 'KKsecret' } };
    const first = await ingest('n_1', { ...webhook, body: Buffer.from(body) }, world);
    const { items } = await world.quarantine.list('w_1', { limit: 9, cursor: undefined });
    const request = items[0]?.request;
    const kept = JSON.stringify(request) + Buffer.from(request?.bodyBase64 ?? '', 'base64').toString();
    expect(first.result).toBe('quarantined');
    expect(kept).toContain('monitorUCID');
    expect(kept).not.toContain('KKsecret');
  });

  it('reads by the field map of the connection', async () => {
    const fieldMap = { callId: 'id', status: 's', leadPhone: 'p' };
    const world = aWorld({ connections: [aConnection({ dialler: 'fields', secrets: ['k'], fieldMap })] });
    const webhook = { method: 'GET', url: 'https://redial.example/webhooks/n_1?key=k&id=7&s=busy&p=9812345678', headers: {} };
    await ingest('n_1', { ...webhook, body: Buffer.alloc(0) }, world);
    expect(world.calls.all()[0]?.call).toMatchObject({ status: 'Busy', leadPhone: '+919812345678' });
    expect(await ingest('n_1', { ...webhook, url: webhook.url.replace('key=k', 'key=l'), body: Buffer.alloc(0) }, world)).toMatchObject({
      result: 'refused',
    });
  });

  it('sets aside what goes past the most statements of one call', async () => {
    const world = aWorld();
    for (let second = 0; second < 100; second++) await ingest('n_1', aWebhook({ ...busy, startedAt: at(-second) }), world);
    expect(await ingest('n_1', aWebhook({ ...busy, startedAt: at(-100) }), world)).toMatchObject({ result: 'quarantined' });
    expect(world.calls.all()[0]?.facts).toHaveLength(100);
  });

  it('sets aside what would make a call too large to keep', async () => {
    const world = aWorld();
    const wordy = (second: number) => aWebhook({ ...busy, startedAt: at(-second), note: 'x'.repeat(9_000) });
    const answers = [];
    for (let second = 0; second < 15; second++) answers.push((await ingest('n_1', wordy(second), world)).result);
    expect(answers).toEqual([...Array(10).fill('recorded'), ...Array(5).fill('quarantined')]);
  });

  it('takes the telephone of an agent for the agent, never for a lead', async () => {
    const world = aWorld({ directories: [aDirectory({ agents: [anAgent('a_ravi', { phone: '+919812345678' })] })] });
    await ingest('n_1', aWebhook({ ...busy, agent: undefined }), world);
    expect(world.calls.all()[0]?.call).toMatchObject({ agent: { id: 'a_ravi' }, leadPhone: null, leadId: null });
  });

  it('takes what happens on the telephone of an agent for their leg of the call', async () => {
    const [us, mobile, lead] = ['+14155550100', '+919812345678', '+919800000009'];
    const world = aWorld({
      connections: [aConnection({ dialler: 'twilio', secrets: ['token'] })],
      directories: [aDirectory({ agents: [anAgent('a_ravi', { phone: mobile })] })],
    });
    const says = (params: Record<string, string>) => {
      const url = 'https://redial.example/webhooks/n_1';
      const headers = { 'x-twilio-signature': signTwilio('token', url, params) };
      return ingest('n_1', { method: 'POST', url, headers, body: Buffer.from(new URLSearchParams(params).toString()) }, world);
    };
    await says({ CallSid: 'CA1', CallStatus: 'in-progress', Direction: 'inbound', From: lead, To: us });
    const rung = { CallSid: 'CA2', ParentCallSid: 'CA1', Direction: 'outbound-dial', From: lead, To: mobile };
    await says({ ...rung, CallStatus: 'busy', CallDuration: '0' });
    await says({ CallSid: 'CA1', CallStatus: 'completed', CallDuration: '80', Direction: 'inbound', From: lead, To: us });
    const missed = {
      status: 'Missed',
      reason: 'agent-unavailable',
      direction: 'inbound',
      leadPhone: lead,
      agent: { id: 'a_ravi' },
      talkSeconds: 0,
    };
    expect(world.calls.all().map(({ call }) => call)).toMatchObject([missed]);
    await says({ ...rung, CallSid: 'CA3', CallStatus: 'completed', CallDuration: '50' });
    expect(world.calls.all().map(({ call }) => call)).toMatchObject([{ status: 'Called', talkSeconds: 50, leadPhone: lead }]);
  });

  it('takes in no batch of CloudEvents, signed or not, and stores nothing', async () => {
    const world = aWorld();
    const webhook = aWebhook(busy);
    const batch = { ...webhook, headers: { ...webhook.headers, 'content-type': 'application/cloudevents-batch+json' } };
    expect(await ingest('n_1', batch, world)).toMatchObject({ result: 'unsupported', reason: expect.stringMatching('one event') });
    expect(
      responseTo(await ingest('n_1', { ...batch, headers: { 'content-type': 'application/cloudevents-batch+json' } }, world)),
    ).toMatchObject({
      statusCode: 415,
    });
    expect(world.calls.all()).toEqual([]);
  });

  it('keeps the word of a reason that is none of ours on the fact', async () => {
    const world = aWorld();
    await ingest('n_1', aWebhook({ ...busy, status: 'failed', reason: 'line congested' }), world);
    expect(world.calls.all()[0]).toMatchObject({ call: { reason: 'failed' }, facts: [{ reasonWord: 'line congested' }] });
  });

  it('loses neither of two webhooks that come at the same moment', async () => {
    const world = aWorld();
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, second) => ingest('n_1', aWebhook({ ...busy, startedAt: at(-second) }), world)),
    );
    expect(answers.every(({ result }) => result === 'recorded')).toBe(true);
    expect(world.calls.all()[0]?.facts).toHaveLength(8);
  });
});

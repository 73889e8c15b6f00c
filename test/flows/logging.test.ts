import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, clientOf } from './a-client.ts';
import { aStandardDialler, type TestDialler } from './a-dialler.ts';
import { aStack, dayInIndia, type Flow } from './a-stack.ts';

let flow: Flow;
let dialler: TestDialler;
let asha: string;
let asAsha: Client;

beforeAll(async () => {
  flow = await aStack();
  asha = (await flow.api.post('/api/agents', { name: 'Asha', email: 'asha@example.com' })).body.id;
  const { token } = (await flow.api.post('/api/tokens', { name: 'Asha', role: 'agent', agent: asha })).body;
  asAsha = clientOf(flow.url, token);
  dialler = await aStandardDialler(flow.api);
});

afterAll(async () => {
  await flow?.stop();
});

let numbers = 0;

async function aLead(): Promise<{ id: string; phone: string; tag: string }> {
  const phone = `+9197${String(10_000_000 + numbers++)}`;
  const tag = `logged-${numbers}`;
  return { id: (await flow.api.post('/api/leads', { phone, owner: asha, tags: [tag] })).body.id, phone, tag };
}

async function totalsOf(tag: string) {
  await flow.stack.idle();
  await flow.api.post('/api/reports/rollup');
  return (await flow.api.get(`/api/reports?from=${dayInIndia()}&to=${dayInIndia()}&tag=${tag}`)).body.totals;
}

describe('an agent’s word on a call', () => {
  it('makes call, lead and report agree: Follow up, with the next contact', async () => {
    const lead = await aLead();
    const at = new Date(Date.now() + 86_400_000).toISOString();
    const logged = await asAsha.post('/api/calls', { leadId: lead.id, status: 'Follow up', durationSeconds: 60, followUp: { at } });
    expect(logged).toMatchObject({ status: 201, body: { status: 'Follow up', connected: true } });
    expect((await asAsha.get(`/api/leads/${lead.id}`)).body).toMatchObject({ status: 'followups', followUp: { at } });
    expect(await totalsOf(lead.tag)).toMatchObject({ calls: 1, connected: 1, byStatus: { 'Follow up': 1 } });
  });

  it('goes to the call that the dialler told of', async () => {
    const lead = await aLead();
    const told = await dialler.says({
      callId: lead.id,
      status: 'completed',
      durationSeconds: 42,
      direction: 'outbound',
      leadPhone: lead.phone,
      agent: { id: asha },
    });
    await flow.stack.idle();
    const logged = await asAsha.post('/api/calls', { leadId: lead.id, status: 'Called', durationSeconds: 60, note: 'wants a call in May' });
    expect(logged.body).toMatchObject({ id: told.body.callId, status: 'Called', talkSeconds: 42, note: 'wants a call in May' });
    expect(await totalsOf(lead.tag)).toMatchObject({ calls: 1, talkSeconds: 42 });
  });

  it('restates the report when it is corrected', async () => {
    const lead = await aLead();
    const logged = await asAsha.post('/api/calls', { leadId: lead.id, status: 'Called', durationSeconds: 60 });
    expect(await totalsOf(lead.tag)).toMatchObject({ connected: 1, byStatus: { Called: 1 } });
    await asAsha.patch(`/api/calls/${logged.body.id}`, { status: 'No Answer', durationSeconds: 0 });
    expect(await totalsOf(lead.tag)).toMatchObject({ calls: 1, connected: 0, byStatus: { Called: 0, 'No Answer': 1 } });
  });

  it('needed nothing that a role does not grant', () => {
    expect(flow.stack.denials).toEqual([]);
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Json } from './a-client.ts';
import { aStandardDialler, aTwilioDialler, type TestDialler } from './a-dialler.ts';
import { aStack, dayInIndia, type Flow } from './a-stack.ts';

let flow: Flow;
let standard: TestDialler;
let twilio: TestDialler;
let asha: string;
let ravi: string;

beforeAll(async () => {
  flow = await aStack();
  const agent = async (name: string) =>
    (await flow.api.post('/api/agents', { name, email: `${name.toLowerCase()}@example.com`, externalIds: [`ext-${name}`] })).body.id;
  asha = await agent('Asha');
  ravi = await agent('Ravi');
  standard = await aStandardDialler(flow.api);
  twilio = await aTwilioDialler(flow.api);
  await flow.api.put('/api/settings/auto-assignment', { enabled: true });
});

afterAll(async () => {
  await flow?.stop();
});

let numbers = 0;

/** A fresh lead of Asha's, with a tag that makes its calls findable in reports. */
async function aLead(fields: object = {}): Promise<{ id: string; phone: string; tag: string }> {
  const phone = `+9198${String(10_000_000 + numbers++)}`;
  const tag = `lead-${numbers}`;
  const { status, body } = await flow.api.post('/api/leads', { phone, name: `Lead ${numbers}`, owner: asha, tags: [tag], ...fields });
  expect(status).toBe(201);
  return { id: body.id, phone, tag };
}

async function reportBy(by: string, filter = ''): Promise<{ rows: Json[]; totals: Json }> {
  await flow.api.post('/api/reports/rollup');
  const today = dayInIndia();
  return (await flow.api.get(`/api/reports?from=${today}&to=${today}&interval=day&by=${by}${filter}`)).body;
}

describe('an outcome, from the webhook to the report', () => {
  it.each([
    [
      'Called → the lead stays as it is',
      { status: 'completed', direction: 'outbound', durationSeconds: 65 },
      'Called',
      'assigned',
      'asha',
      1,
    ],
    ['Busy → Not Picked, given on', { status: 'busy', direction: 'outbound' }, 'Busy', 'not-picked', 'ravi', 0],
    ['No Answer → Not Picked, given on', { status: 'no-answer', direction: 'outbound' }, 'No Answer', 'not-picked', 'ravi', 0],
    [
      'completed with 0 s → Not Picked, given on',
      { status: 'completed', direction: 'outbound', durationSeconds: 0 },
      'No Answer',
      'not-picked',
      'ravi',
      0,
    ],
    ['canceled → Not Picked, given on', { status: 'canceled', direction: 'outbound' }, 'No Answer', 'not-picked', 'ravi', 0],
    ['Missed → Missed, given on', { status: 'no-answer', direction: 'inbound' }, 'Missed', 'missed', 'ravi', 0],
    ['In-progress → nothing yet', { status: 'answered', direction: 'outbound' }, 'In-progress', 'assigned', 'asha', 0],
  ])('%s', async (_row, said, status, leadStatus, owner, connected) => {
    const lead = await aLead();
    const answer = await standard.says({ callId: `call-${lead.id}`, leadPhone: lead.phone, agent: { email: 'asha@example.com' }, ...said });
    expect(answer).toMatchObject({ status: 200, body: { result: 'recorded' } });
    await flow.stack.idle();

    const call = (await flow.api.get(`/api/calls/${answer.body.callId}`)).body;
    expect(call).toMatchObject({
      status,
      connected: connected === 1,
      agent: { id: asha, name: 'Asha' },
      lead: { id: lead.id, phone: lead.phone },
      tags: [lead.tag],
    });
    const kept = (await flow.api.get(`/api/leads/${lead.id}`)).body;
    expect(kept).toMatchObject({ status: leadStatus, owner: { id: owner === 'asha' ? asha : ravi } });

    const { totals } = await reportBy('status', `&tag=${lead.tag}`);
    const ended = status === 'In-progress' ? 0 : 1;
    expect(totals).toMatchObject({ calls: ended, connected });
    if (ended) expect(totals.byStatus[status]).toBe(1);
  });

  it('is the same from Twilio', async () => {
    const lead = await aLead();
    const fields = { CallSid: `CA${lead.id}`, Direction: 'outbound-api', From: '+12025550123', To: lead.phone };
    await twilio.says({ ...fields, CallStatus: 'ringing' });
    const answer = await twilio.says({ ...fields, CallStatus: 'busy', CallDuration: 0 });
    expect(answer).toMatchObject({ status: 200, body: { result: 'recorded' } });
    await flow.stack.idle();
    expect((await flow.api.get(`/api/leads/${lead.id}`)).body).toMatchObject({ status: 'not-picked', owner: { id: ravi } });
  });

  it('says why a lead moved, with the numbers behind it', async () => {
    const lead = await aLead();
    await standard.says({ callId: `call-${lead.id}`, leadPhone: lead.phone, status: 'busy', direction: 'outbound' });
    await flow.stack.idle();
    const { items } = (await flow.api.get(`/api/leads/${lead.id}/decisions`)).body;
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({ kind: 'reassigned', reason: 'not-picked-up', detail: expect.stringContaining('Ravi') });
  });

  it('moves a lead once, though the webhook comes ten times at once', async () => {
    const lead = await aLead();
    const said = {
      callId: `call-${lead.id}`,
      leadPhone: lead.phone,
      status: 'busy',
      direction: 'outbound',
      startedAt: new Date().toISOString(),
    };
    const answers = await Promise.all(Array.from({ length: 10 }, () => standard.says(said, { eventId: 'the-same' })));
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
    await flow.stack.idle();
    expect((await flow.api.get(`/api/leads/${lead.id}`)).body).toMatchObject({ owner: { id: ravi }, recycles: 1 });
    expect((await flow.api.get(`/api/leads/${lead.id}/decisions`)).body.items).toHaveLength(1);
  });

  it('never takes a lead from whoever spoke to it', async () => {
    const lead = await aLead();
    const call = { leadPhone: lead.phone, direction: 'outbound', agent: { id: 'ext-Asha' } };
    await standard.says({ ...call, callId: `${lead.id}-1`, status: 'completed', durationSeconds: 120 });
    await standard.says({ ...call, callId: `${lead.id}-2`, status: 'busy' });
    await flow.stack.idle();
    expect((await flow.api.get(`/api/leads/${lead.id}`)).body).toMatchObject({ owner: { id: asha } });
    expect((await flow.api.get(`/api/leads/${lead.id}/decisions`)).body.items[0]).toMatchObject({ kind: 'kept', reason: 'spoken-to' });
  });

  it('corrects the report when talk time comes after busy', async () => {
    const lead = await aLead();
    const call = { callId: `call-${lead.id}`, leadPhone: lead.phone, direction: 'outbound' };
    await standard.says({ ...call, status: 'busy' });
    await flow.stack.idle();
    expect((await reportBy('none', `&tag=${lead.tag}`)).totals).toMatchObject({ calls: 1, connected: 0 });
    await standard.says({ ...call, status: 'completed', durationSeconds: 90 });
    await flow.stack.idle();
    expect((await reportBy('none', `&tag=${lead.tag}`)).totals).toMatchObject({ calls: 1, connected: 1, talkSeconds: 90 });
  });

  it('makes a lead of an unknown caller whom nobody answered', async () => {
    const phone = '+919800000001';
    await standard.says({ callId: 'stranger', leadPhone: phone, status: 'no-answer', direction: 'inbound' });
    await flow.stack.idle();
    const { items } = (await flow.api.get('/api/leads?status=missed&limit=1000')).body;
    expect(items.filter((lead: { phone: string }) => lead.phone === phone)).toHaveLength(1);
  });

  it('is downloaded as CSV, with the same numbers as JSON', async () => {
    const lead = await aLead();
    await standard.says({
      callId: `call-${lead.id}`,
      leadPhone: lead.phone,
      status: 'completed',
      durationSeconds: 33,
      direction: 'outbound',
      agent: { id: 'ext-Ravi' },
    });
    await flow.stack.idle();
    const { rows } = await reportBy('agent', `&tag=${lead.tag}`);
    expect(rows).toMatchObject([{ key: ravi, label: 'Ravi', calls: 1, talkSeconds: 33 }]);
    const today = dayInIndia();
    const csv = await flow.api.get(`/api/reports?from=${today}&to=${today}&by=agent&tag=${lead.tag}&format=csv`);
    expect(csv.headers.get('content-type')).toContain('text/csv');
    const [header = '', row = ''] = csv.body.split('\r\n');
    const cells = Object.fromEntries(header.split(',').map((name: string, index: number) => [name, row.split(',')[index]]));
    expect(cells).toMatchObject({ period: today, label: 'Ravi', calls: '1', connected: '1', talkSeconds: '33' });
  });

  it('needed nothing that a role does not grant', () => {
    expect(flow.stack.denials).toEqual([]);
  });
});

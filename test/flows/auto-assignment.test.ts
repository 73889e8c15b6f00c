import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientOf } from './a-client.ts';
import { aStandardDialler } from './a-dialler.ts';
import { aStack, type Flow } from './a-stack.ts';

let flow: Flow;
let asha: string;
let ravi: string;

beforeAll(async () => {
  flow = await aStack();
  const agent = async (name: string) => (await flow.api.post('/api/agents', { name, email: `${name}@example.com`, leadCap: 20 })).body.id;
  [asha, ravi] = [await agent('Asha'), await agent('Ravi')];
});

afterAll(async () => {
  await flow?.stop();
});

let numbers = 0;

async function aLead(fields: object = {}): Promise<string> {
  const { status, body } = await flow.api.post('/api/leads', { phone: `+9197${String(10_000_000 + numbers++)}`, ...fields });
  expect(status).toBe(201);
  return body.id;
}

const policy = (fields: object) =>
  flow.api.put('/api/settings/auto-assignment', { enabled: true, statuses: ['unassigned', 'not-picked', 'missed'], ...fields });
const lead = async (id: string) => (await flow.api.get(`/api/leads/${id}`)).body;
const decisions = async (id: string) => (await flow.api.get(`/api/leads/${id}/decisions`)).body.items;
const inIndia = () => new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Kolkata', hour: '2-digit', minute: '2-digit' }).format(new Date());

describe('auto-assignment', () => {
  it('is foreseen for a policy that is not saved, run, and explained', async () => {
    const leads = await Promise.all(Array.from({ length: 4 }, () => aLead()));
    const foreseen = await flow.api.post('/api/auto-assignment/simulate', { policy: { statuses: ['unassigned'] } });
    expect(foreseen).toMatchObject({ status: 200, body: { assigned: 4, agents: 2, unassigned: 0 } });
    expect(await lead(leads[0] ?? '')).toMatchObject({ owner: null, version: 1 });

    await policy({});
    const { status, body } = await flow.api.post('/api/auto-assignment/run');
    expect(status).toBe(200);
    expect(body.line).toBe('4 leads assigned across 2 agents, 0 unassigned');
    expect(body.decisions).toEqual(foreseen.body.decisions);
    await flow.stack.idle();
    for (const id of leads) {
      expect(await lead(id)).toMatchObject({ status: 'assigned', owner: { id: expect.any(String) } });
      expect(await decisions(id)).toMatchObject([{ kind: 'assigned', callId: null, reason: 'without-owner' }]);
    }
  });

  it('lets a manager run and simulate, and nobody below', async () => {
    const clientAs = async (token: object) =>
      clientOf(flow.url, (await flow.api.post('/api/tokens', { name: 'One', ...token })).body.token);
    const [manager, agent] = [await clientAs({ role: 'manager' }), await clientAs({ role: 'agent', agent: asha })];
    for (const path of ['run', 'simulate']) {
      expect((await manager.post(`/api/auto-assignment/${path}`, {})).status).toBe(200);
      expect((await agent.post(`/api/auto-assignment/${path}`, {})).status).toBe(403);
      expect((await manager.get(`/api/auto-assignment/${path}`)).status).toBe(405);
    }
  });

  it('runs once at its time of day', async () => {
    const id = await aLead();
    await policy({ runAt: inIndia() });
    await flow.stack.runSchedule('AssignOnTime');
    await flow.stack.idle();
    expect((await lead(id)).owner).not.toBeNull();
    const later = await aLead();
    await flow.stack.runSchedule('AssignOnTime');
    await flow.stack.idle();
    expect((await lead(later)).owner).toBeNull();
  });

  it('defers a lead that nobody can take, and replays the days that led there', async () => {
    await policy({ scope: { agents: [asha] } });
    const dialler = await aStandardDialler(flow.api);
    const id = await aLead({ owner: asha });
    const { phone } = await lead(id);
    await dialler.says({ callId: 'busy', leadPhone: phone, status: 'busy', direction: 'outbound', agent: { email: 'Asha@example.com' } });
    await flow.stack.idle();
    expect(await lead(id)).toMatchObject({ status: 'not-picked', owner: { id: asha }, deferredUntil: expect.any(String) });
    expect(await decisions(id)).toMatchObject([{ kind: 'deferred', reason: 'all-previous-owners' }]);

    const replayed = await flow.api.post('/api/auto-assignment/simulate', { days: 1, policy: { scope: { agents: [ravi] } } });
    expect(replayed).toMatchObject({ status: 200, body: { assigned: 1, decisions: [{ leadId: id, kind: 'reassigned', to: ravi }] } });
  });

  it('needed nothing that a role does not grant', () => {
    expect(flow.stack.denials).toEqual([]);
  });
});

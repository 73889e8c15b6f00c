import { describe, expect, it } from 'vitest';
import { leadIdOf } from '../../../shared/store/ids.ts';
import { aLead, at } from '../../builders.ts';
import { aTeam } from './a-team.ts';

const ids = (items: { id: string }[]) => items.map(({ id }) => id);

describe('a new lead', () => {
  it('has its number in E.164, an id made of it, and the status that having an owner means', async () => {
    const { call, tokens } = await aTeam();
    const body = {
      phone: '098111 22333',
      name: 'Anu',
      owner: 'a_ravi',
      tags: ['hot', 'hot', ' cold '],
      campaign: 'cm_diwali',
      source: 'web',
    };
    const { status, json } = await call('POST', '/api/leads', { token: tokens.manager, body });
    expect(status).toBe(201);
    expect(json).toMatchObject({
      id: leadIdOf('w_1', '+919811122333'),
      phone: '+919811122333',
      status: 'assigned',
      owner: { id: 'a_ravi', name: 'Ravi' },
      campaign: { id: 'cm_diwali', name: 'Diwali' },
      tags: ['hot', 'cold'],
      attempts: 0,
      recycles: 0,
      assignedAt: at(),
      version: 1,
    });
    const free = await call('POST', '/api/leads', { token: tokens.manager, body: { phone: '+14155552671' } });
    expect([free.json.status, free.json.owner]).toEqual(['unassigned', null]);
  });

  it('whose number is there already is refused, naming the one that has it', async () => {
    const { call, tokens } = await aTeam();
    const { status, json } = await call('POST', '/api/leads', { token: tokens.manager, body: { phone: '98000 00001' } });
    expect([status, json.existing]).toEqual([409, 'l_asha']);
    expect(json.detail).toContain('l_asha');
  });

  it('is made once for one Idempotency-Key', async () => {
    const { call, tokens } = await aTeam();
    const sent = { token: tokens.manager, body: { phone: '+14155552671', name: 'Anu' }, headers: { 'idempotency-key': 'k-1' } };
    const first = await call('POST', '/api/leads', sent);
    const again = await call('POST', '/api/leads', sent);
    expect([again.status, again.json]).toEqual([201, first.json]);
  });

  it.each([
    { phone: '+14155552671', name: 'Somebody else' },
    { phone: '+14155552672', name: 'Anu' },
  ])('is not made again by an Idempotency-Key that comes with another body (%j)', async (body) => {
    const { call, tokens } = await aTeam();
    const sent = { token: tokens.manager, body: { phone: '+14155552671', name: 'Anu' }, headers: { 'idempotency-key': 'k-1' } };
    const first = await call('POST', '/api/leads', sent);
    const other = await call('POST', '/api/leads', { ...sent, body });
    expect([other.status, other.json.existing]).toEqual([409, first.json.id]);
    expect(other.json.detail).toContain('Idempotency-Key');
  });

  it('is shown as it is by now to who sends its request again', async () => {
    const { call, tokens } = await aTeam();
    const sent = { token: tokens.manager, body: { phone: '+14155552671', name: 'Anu' }, headers: { 'idempotency-key': 'k-1' } };
    const { json } = await call('POST', '/api/leads', sent);
    await call('PATCH', `/api/leads/${json.id}`, { token: tokens.manager, body: { phone: '+14155552673', name: 'Bina' } });
    expect((await call('POST', '/api/leads', sent)).json).toMatchObject({ id: json.id, name: 'Bina', phone: '+14155552673' });
  });

  it('may have a number that its first lead has left', async () => {
    const { call, tokens } = await aTeam();
    const create = (name: string) => call('POST', '/api/leads', { token: tokens.manager, body: { phone: '9811122333', name } });
    const first = (await create('Anu')).json;
    await call('PATCH', `/api/leads/${first.id}`, { token: tokens.manager, body: { phone: '9811122334' } });
    const second = await create('Bina');
    expect([second.status, second.json.name]).toEqual([201, 'Bina']);
    expect(second.json.id).not.toBe(first.id);
    expect((await create('Chitra')).json.existing).toBe(second.json.id);
  });

  it.each([
    ['+919811122333', undefined, 'Asia/Kolkata'],
    ['+442071838750', undefined, 'Europe/London'],
    ['+14155552671', undefined, null],
    ['+14155552671', 'America/Los_Angeles', 'America/Los_Angeles'],
  ])('%s of zone %s is called by the clocks of %s', async (phone, timezone, zone) => {
    const { call, tokens } = await aTeam();
    const { json } = await call('POST', '/api/leads', { token: tokens.manager, body: { phone, timezone } });
    expect(json.timezone).toBe(zone);
  });

  it.each([
    ['phone', { phone: '12' }],
    ['owner', { owner: 'a_none' }],
    ['status', { status: 'no-such' }],
    ['campaign', { campaign: 'cm_none' }],
    ['tags.0', { tags: [''] }],
    ['name', { name: '' }],
  ])('is refused where its %s is not valid', async (path, fields) => {
    const { call, tokens } = await aTeam();
    const { status, json } = await call('POST', '/api/leads', { token: tokens.manager, body: { phone: '+14155552671', ...fields } });
    expect([status, json.errors[0].path]).toEqual([400, path]);
  });
});

describe('a lead given by hand', () => {
  it('starts its recycling anew with the new owner first', async () => {
    const { call, tokens, dependencies } = await aTeam();
    const lead = aLead({ id: 'l_x', phone: '+919800000009', recycles: 2, owners: ['a_asha'], deferredUntil: at(60) });
    await dependencies.leads.save({ before: undefined, after: lead, at: at() });
    const { json } = await call('PATCH', '/api/leads/l_x', { token: tokens.manager, body: { owner: 'a_ravi' } });
    expect(json).toMatchObject({
      owner: { id: 'a_ravi' },
      recycles: 0,
      assignedAt: at(),
      deferredUntil: null,
      status: 'not-picked',
      version: 2,
    });
    expect((await dependencies.leads.get('w_1', 'l_x'))?.owners).toEqual(['a_ravi', 'a_asha']);
    expect((await dependencies.leads.loads('w_1')).find(({ agentId }) => agentId === 'a_ravi')?.load).toBe(2);
  });

  it.each([
    ['unassigned', null, 'a_asha', 'assigned'],
    ['assigned', 'a_asha', null, 'unassigned'],
    ['interested', 'a_asha', null, 'interested'],
    ['not-picked', 'a_asha', 'a_ravi', 'not-picked'],
  ])('%s of %s to %s becomes %s', async (status, from, owner, becomes) => {
    const { call, tokens, dependencies } = await aTeam();
    const lead = aLead({ id: 'l_x', phone: '+919800000009', status, owner: from });
    await dependencies.leads.save({ before: undefined, after: lead, at: at() });
    expect((await call('PATCH', '/api/leads/l_x', { token: tokens.manager, body: { owner } })).json.status).toBe(becomes);
  });

  it('keeps everything else that a change leaves out', async () => {
    const { call, tokens } = await aTeam();
    const { json: before } = await call('GET', '/api/leads/l_asha', { token: tokens.manager });
    const { json: after } = await call('PATCH', '/api/leads/l_asha', { token: tokens.manager, body: { name: 'M' } });
    expect(after).toEqual({ ...before, name: 'M', version: 2 });
  });

  it('may take a new number, but not another lead’s', async () => {
    const { call, tokens } = await aTeam();
    const change = (phone: string) => call('PATCH', '/api/leads/l_asha', { token: tokens.manager, body: { phone } });
    expect((await change('9800000077')).json.phone).toBe('+919800000077');
    const taken = await change('9800000002');
    expect([taken.status, taken.json.existing]).toEqual([409, 'l_ravi']);
  });

  it('survives others who change it at the same moment', async () => {
    const { call, tokens } = await aTeam();
    const names = ['a', 'b', 'c', 'd'];
    const all = await Promise.all(
      names.map((name) => call('PATCH', '/api/leads/l_asha', { token: tokens.manager, body: { tags: [name] } })),
    );
    expect(all.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect((await call('GET', '/api/leads/l_asha', { token: tokens.manager })).json.version).toBe(5);
  });
});

describe('who sees which leads', () => {
  it.each([
    ['agent', ['l_asha']],
    ['supervisor', ['l_asha']],
    ['manager', ['l_free', 'l_ravi', 'l_asha']],
    ['admin', ['l_free', 'l_ravi', 'l_asha']],
  ] as const)('%s: %s', async (role, seen) => {
    const { call, tokens } = await aTeam();
    expect(ids((await call('GET', '/api/leads', { token: tokens[role] })).json.items)).toEqual(seen);
    for (const id of ['l_asha', 'l_ravi', 'l_free']) {
      const status = seen.some((one) => one === id) ? 200 : 404;
      expect((await call('GET', `/api/leads/${id}`, { token: tokens[role] })).status).toBe(status);
      expect((await call('GET', `/api/leads/${id}/history`, { token: tokens[role] })).status).toBe(status);
      expect((await call('PATCH', `/api/leads/${id}`, { token: tokens[role], body: { name: 'M' } })).status).toBe(status);
    }
  });

  it('an agent may not give leads away, and a supervisor to their own agents alone', async () => {
    const { call, tokens } = await aTeam();
    const give = (token: string, owner: string | null) => call('PATCH', '/api/leads/l_asha', { token, body: { owner } });
    expect((await give(tokens.agent, 'a_ravi')).status).toBe(403);
    expect((await give(tokens.supervisor, 'a_ravi')).status).toBe(400);
    expect((await give(tokens.supervisor, null)).status).toBe(400);
    expect((await give(tokens.supervisor, 'a_asha')).status).toBe(200);
  });

  it.each([
    ['status=unassigned', ['l_free']],
    ['owner=a_ravi', ['l_ravi']],
    ['owner=none', ['l_free']],
    ['tag=hot', ['l_asha']],
    ['phone=9800000002', ['l_ravi']],
    ['phone=%2B919800000002', ['l_ravi']],
    ['phone=12', []],
    ['campaign=cm_diwali', []],
    ['q=meer', ['l_free', 'l_ravi', 'l_asha']],
    ['q=MEERA', ['l_free', 'l_ravi', 'l_asha']],
    ['q=98000%2000002', ['l_ravi']],
    ['q=%2B91%2098000-00003', ['l_free']],
    ['q=0002&status=not-picked', ['l_ravi']],
    ['q=zz', []],
    ['q=a1', []],
    ['status=not-picked&owner=a_asha', ['l_asha']],
  ])('a manager who asks for %s gets %s', async (query, expected) => {
    const { call, tokens } = await aTeam();
    expect(ids((await call('GET', `/api/leads?${query}`, { token: tokens.manager })).json.items)).toEqual(expected);
  });

  it.each([
    ['agent', ['l_asha']],
    ['supervisor', ['l_asha']],
  ] as const)('%s finds by text their own alone', async (role, expected) => {
    const { call, tokens } = await aTeam();
    expect(ids((await call('GET', '/api/leads?q=meera', { token: tokens[role] })).json.items)).toEqual(expected);
  });

  it('an agent who asks for another’s leads gets none', async () => {
    const { call, tokens } = await aTeam();
    expect((await call('GET', '/api/leads?owner=a_ravi', { token: tokens.agent })).json.items).toEqual([]);
  });

  it('page by page, a filtered list has each lead once', async () => {
    const { call, tokens, dependencies } = await aTeam();
    for (let i = 0; i < 30; i++) {
      const lead = aLead({
        id: `l_${i}`,
        phone: `+9198000011${String(i).padStart(2, '0')}`,
        tags: i % 3 === 0 ? ['vip'] : [],
        createdAt: at(i),
      });
      await dependencies.leads.save({ before: undefined, after: lead, at: at() });
    }
    const seen: string[] = [];
    let cursor = '';
    do {
      const { json } = await call('GET', `/api/leads?tag=vip&limit=4${cursor}`, { token: tokens.manager });
      seen.push(...ids(json.items));
      cursor = json.next === null ? '' : `&cursor=${json.next}`;
    } while (cursor);
    expect(seen).toEqual(['l_27', 'l_24', 'l_21', 'l_18', 'l_15', 'l_12', 'l_9', 'l_6', 'l_3', 'l_0']);
  });
});

describe('what happened to a lead', () => {
  it('is told newest first, decisions with who has it now', async () => {
    const { call, tokens, dependencies } = await aTeam();
    const before = await dependencies.leads.get('w_1', 'l_asha');
    if (!before) throw new Error('there is no lead');
    const decision = { id: 'c_asha#1', leadId: 'l_asha', callId: 'c_asha', from: 'a_asha', at: at(-400) };
    const to = { kind: 'reassigned', to: 'a_ravi', reason: 'not-picked-up', detail: 'given to Ravi' } as const;
    const after = { ...before, owner: 'a_ravi', version: 2 };
    await dependencies.leads.save({ before, after, decision: { ...decision, ...to }, at: at(-400) });
    const decisions = (await call('GET', '/api/leads/l_asha/decisions', { token: tokens.manager })).json.items;
    expect(decisions).toEqual([{ ...decision, ...to, agent: { id: 'a_ravi', name: 'Ravi' }, until: null }]);
    const history = (await call('GET', '/api/leads/l_asha/history', { token: tokens.manager })).json.items;
    expect(history.map(({ kind }: { kind: string }) => kind)).toEqual(['decision', 'call', 'created']);
  });
});

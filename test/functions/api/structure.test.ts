import { describe, expect, it } from 'vitest';
import { aTeam } from './a-team.ts';

describe.each(['branches', 'departments', 'campaigns', 'lead-statuses'])('%s', (plural) => {
  it('are added, read, renamed and removed', async () => {
    const { call, tokens } = await aTeam();
    const token = tokens.admin;
    const made = await call('POST', `/api/${plural}`, { token, body: { name: ' East ' } });
    expect([made.status, made.json.name]).toEqual([201, 'East']);
    const path = `/api/${plural}/${made.json.id}`;
    expect((await call('GET', path, { token })).json).toEqual(made.json);
    expect((await call('PATCH', path, { token, body: { name: 'West' } })).json.name).toBe('West');
    expect((await call('GET', `/api/${plural}`, { token })).json.items.map(({ name }: { name: string }) => name)).toContain('West');
    expect((await call('DELETE', path, { token })).status).toBe(204);
    expect((await call('GET', path, { token })).status).toBe(404);
    expect((await call('DELETE', path, { token })).status).toBe(404);
  });

  it('are added once for one Idempotency-Key, and as often as asked without', async () => {
    const { call, tokens } = await aTeam();
    const add = (headers: Record<string, string>) =>
      call('POST', `/api/${plural}`, { token: tokens.admin, body: { name: 'East' }, headers });
    const first = await add({ 'idempotency-key': 'k-1' });
    const again = await add({ 'idempotency-key': 'k-1' });
    const other = await add({ 'idempotency-key': 'k-2' });
    const without = [await add({}), await add({})];
    expect([again.status, again.json]).toEqual([201, first.json]);
    expect(new Set([first, other, ...without].map(({ json }) => json.id)).size).toBe(4);
  });

  it('are listed page by page, each once', async () => {
    const { call, tokens } = await aTeam();
    for (let i = 0; i < 7; i++) await call('POST', `/api/${plural}`, { token: tokens.admin, body: { name: `N${i}` } });
    const all = (await call('GET', `/api/${plural}`, { token: tokens.admin })).json.items;
    const paged: unknown[] = [];
    let cursor = '';
    do {
      const { json } = await call('GET', `/api/${plural}?limit=3${cursor}`, { token: tokens.admin });
      paged.push(...json.items);
      cursor = json.next === null ? '' : `&cursor=${json.next}`;
    } while (cursor);
    expect(paged).toEqual(all);
  });
});

describe('agents', () => {
  const body = { name: 'Tara', email: 'Tara@Example.com', phone: '098111 22333', externalIds: ['ext-7'], branch: 'br_north', leadCap: 5 };

  it('are kept with what diallers call them, and shown with their branch', async () => {
    const { call, tokens } = await aTeam();
    const { status, json } = await call('POST', '/api/agents', { token: tokens.admin, body });
    expect(status).toBe(201);
    expect(json).toEqual({
      id: json.id,
      name: 'Tara',
      email: 'tara@example.com',
      phone: '+919811122333',
      externalIds: ['ext-7'],
      branch: { id: 'br_north', name: 'North' },
      department: null,
      leadCap: 5,
      weight: 1,
      working: true,
    });
  });

  it('keep what a change leaves out, and lose what it sets to null', async () => {
    const { call, tokens } = await aTeam();
    const { json } = await call('POST', '/api/agents', { token: tokens.admin, body });
    const changed = await call('PATCH', `/api/agents/${json.id}`, {
      token: tokens.admin,
      body: { working: false, branch: null, phone: null },
    });
    expect(changed.json).toEqual({ ...json, working: false, branch: null, phone: null });
  });

  it.each([
    ['an unknown branch', { branch: 'br_none' }, 400, 'branch'],
    ['an unknown department', { department: 'd_none' }, 400, 'department'],
    ['a phone that is none', { phone: '12' }, 400, 'phone'],
    ['an e-mail that is none', { email: 'tara' }, 400, 'email'],
    ['a weight of nothing', { weight: 0 }, 400, 'weight'],
    ['a negative cap', { leadCap: -1 }, 400, 'leadCap'],
    ['the e-mail of another', { email: 'a_asha@example.com' }, 409, undefined],
  ])('are refused with %s', async (_what, fields, status, path) => {
    const { call, tokens } = await aTeam();
    const { status: got, json } = await call('POST', '/api/agents', { token: tokens.admin, body: { ...body, ...fields } });
    expect([got, json.errors?.[0]?.path]).toEqual([status, path]);
  });

  it('who own leads are not removed, so that no lead is lost with them', async () => {
    const { call, tokens } = await aTeam();
    expect((await call('DELETE', '/api/agents/a_asha', { token: tokens.admin })).status).toBe(409);
    await call('PATCH', '/api/leads/l_asha', { token: tokens.admin, body: { owner: 'a_ravi' } });
    expect((await call('DELETE', '/api/agents/a_asha', { token: tokens.admin })).status).toBe(204);
  });

  it('are a supervisor’s to see where they are in their branch', async () => {
    const { call, tokens } = await aTeam();
    const list = await call('GET', '/api/agents', { token: tokens.supervisor });
    expect(list.json.items.map(({ id }: { id: string }) => id)).toEqual(['a_asha']);
    expect((await call('GET', '/api/agents/a_ravi', { token: tokens.supervisor })).status).toBe(404);
  });
});

describe('lead statuses', () => {
  it.each([
    ['protected', 'customer', 409, 409],
    ['given by rules', 'not-picked', 200, 409],
    ['built in', 'interested', 200, 204],
    ['a workspace’s own', 'ls_hot', 200, 204],
  ])('that are %s: renaming answers %s, removing %s', async (_what, id, renaming, removing) => {
    const { call, tokens } = await aTeam();
    expect((await call('PATCH', `/api/lead-statuses/${id}`, { token: tokens.admin, body: { name: 'X' } })).status).toBe(renaming);
    expect((await call('DELETE', `/api/lead-statuses/${id}`, { token: tokens.admin })).status).toBe(removing);
  });

  it('in which there are leads are not removed', async () => {
    const { call, tokens } = await aTeam();
    await call('PATCH', '/api/leads/l_asha', { token: tokens.admin, body: { status: 'ls_hot' } });
    expect((await call('DELETE', '/api/lead-statuses/ls_hot', { token: tokens.admin })).status).toBe(409);
  });
});

describe('a branch with agents', () => {
  it('is not removed', async () => {
    const { call, tokens } = await aTeam();
    expect((await call('DELETE', '/api/branches/br_north', { token: tokens.admin })).status).toBe(409);
  });
});

import { describe, expect, it } from 'vitest';
import { aTeam } from './a-team.ts';

describe('tokens', () => {
  it('are shown once, and kept as a hash', async () => {
    const { call, tokens, dependencies } = await aTeam();
    const { status, json } = await call('POST', '/api/tokens', { token: tokens.admin, body: { name: 'CRM', role: 'manager' } });
    expect([status, json.token]).toEqual([201, expect.stringMatching(/^rdl_[\w-]{43}$/)]);
    expect((await call('GET', '/api/calls', { token: json.token })).status).toBe(200);
    const list = await call('GET', '/api/tokens', { token: tokens.admin });
    expect(list.text).not.toContain(json.token);
    expect(JSON.stringify(await dependencies.workspaces.tokens('w_1'))).not.toContain(json.token);
  });

  it('are made once for one Idempotency-Key; the second answer says that it was shown', async () => {
    const { call, tokens } = await aTeam();
    const sent = { token: tokens.admin, body: { name: 'CRM', role: 'manager' }, headers: { 'idempotency-key': 'k-1' } };
    const first = await call('POST', '/api/tokens', sent);
    const again = await call('POST', '/api/tokens', sent);
    expect([again.status, again.json.id, again.json.token]).toEqual([200, first.json.id, null]);
    expect((await call('GET', '/api/calls', { token: first.json.token })).status).toBe(200);
  });

  it.each(['/api/tokens', '/api/workspaces'])('are shown once where the same request comes twice at one moment (%s)', async (path) => {
    const { call, tokens } = await aTeam();
    const body = path === '/api/tokens' ? { name: 'CRM', role: 'manager' } : { name: 'Acme', timezone: 'Asia/Kolkata' };
    const sent = { token: tokens.operator, body, headers: { 'idempotency-key': 'k-1' } };
    const both = await Promise.all([call('POST', path, sent), call('POST', path, sent)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 201]);
    expect(both.filter(({ json }) => json.token !== null)).toHaveLength(1);
  });

  it.each([
    ['an agent’s without an agent', { role: 'agent' }, 400, 'agent'],
    ['an agent’s for nobody', { role: 'agent', agent: 'a_none' }, 400, 'agent'],
    ['a supervisor’s without a branch or department', { role: 'supervisor' }, 400, 'branch'],
    ['a manager’s for one agent', { role: 'manager', agent: 'a_asha' }, 400, 'agent'],
    ['of no role', { role: 'owner' }, 400, 'role'],
    ['an operator’s, made by an admin', { role: 'operator' }, 403, undefined],
    ['an agent’s', { role: 'agent', agent: 'a_asha' }, 201, undefined],
    ['a supervisor’s of a department', { role: 'supervisor', department: 'd_sales' }, 201, undefined],
  ])('%s', async (_what, body, status, path) => {
    const { call, tokens } = await aTeam();
    const { status: got, json } = await call('POST', '/api/tokens', { token: tokens.admin, body: { name: 'x', ...body } });
    expect([got, json.errors?.[0]?.path]).toEqual([status, path]);
  });

  it('of operators are made by operators', async () => {
    const { call, tokens } = await aTeam();
    const body = { name: 'second', role: 'operator' };
    expect((await call('POST', '/api/tokens', { token: tokens.operator, body })).status).toBe(201);
  });
});

describe('workspaces', () => {
  it('are made by operators, who see inside none but their own', async () => {
    const { call, tokens } = await aTeam();
    const body = { name: 'Acme', timezone: 'America/New_York' };
    const { status, json } = await call('POST', '/api/workspaces', { token: tokens.operator, body });
    expect(status).toBe(201);
    expect((await call('GET', '/api/settings', { token: json.token })).json).toMatchObject({ timezone: 'America/New_York', region: 'US' });
    expect((await call('GET', `/api/workspaces/${json.id}`, { token: tokens.operator })).status).toBe(404);
    expect((await call('GET', '/api/workspaces', { token: tokens.operator })).json.items).toHaveLength(1);
    expect((await call('POST', '/api/workspaces', { token: json.token, body })).status).toBe(403);
  });

  it.each([
    ['Asia/Kolkata', 'IN'],
    ['Asia/Kathmandu', 'NP'],
    ['Europe/London', 'GB'],
    // No country's: that of the operator's own workspace.
    ['UTC', 'IN'],
  ])('in %s have numbers of %s unless they say otherwise', async (timezone, region) => {
    const { call, tokens } = await aTeam();
    const { status, json } = await call('POST', '/api/workspaces', { token: tokens.operator, body: { name: 'x', timezone } });
    expect([status, (await call('GET', '/api/settings', { token: json.token })).json.region]).toEqual([201, region]);
  });

  it('are made once for one Idempotency-Key', async () => {
    const { call, tokens } = await aTeam();
    const sent = { token: tokens.operator, body: { name: 'Acme', timezone: 'Asia/Kolkata' }, headers: { 'idempotency-key': 'k-1' } };
    const first = await call('POST', '/api/workspaces', sent);
    const again = await call('POST', '/api/workspaces', sent);
    expect([again.status, again.json.id, again.json.token]).toEqual([200, first.json.id, null]);
  });

  it('whose first token was never made get it from the repeated request', async () => {
    const { call, tokens, dependencies } = await aTeam();
    const sent = { token: tokens.operator, body: { name: 'Acme', timezone: 'Asia/Kolkata' }, headers: { 'idempotency-key': 'k-1' } };
    const first = await call('POST', '/api/workspaces', sent);
    for (const { id } of await dependencies.workspaces.tokens(first.json.id)) await dependencies.workspaces.removeToken(first.json.id, id);
    const again = await call('POST', '/api/workspaces', sent);
    expect([again.status, again.json.id]).toEqual([201, first.json.id]);
    expect((await call('GET', '/api/settings', { token: again.json.token })).status).toBe(200);
  });
});

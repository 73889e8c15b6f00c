import { describe, expect, it } from 'vitest';
import type { Route } from '../../../shared/contracts/route.ts';
import { routes } from '../../../shared/contracts/routes.ts';
import { roles } from '../../../shared/domain/workspace.ts';
import { aTeam, goodBodies, thingsByPath } from './a-team.ts';

const closed = routes.filter((route) => route.roles !== 'public');
const open = routes.filter((route) => route.roles === 'public');
const withId = closed.filter(({ path }) => path.includes('{id}'));
const label = ({ method, path }: Route) => `${method} ${path}`;
const cases = (some: readonly Route[]) => some.map((route) => ({ name: label(route), route }));

function targetOf({ path }: Route): string {
  const thing = Object.entries(thingsByPath).find(([start]) => path.startsWith(start))?.[1] ?? 'nothing';
  const target = path.replace('{id}', thing);
  if (path === '/api/reports/reach') return `${target}?by=owner`;
  const isOfDays = ['/api/reports', '/api/reports/service-level', '/api/reports/restatements'].includes(path);
  return isOfDays ? `${target}?from=2026-11-22&to=2026-11-22` : target;
}

const sentTo = ({ operation, body }: Route) => (body ? { body: goodBodies[operation] ?? {} } : {});

describe('a token', () => {
  it.each(cases(closed))('is needed for $name', async ({ route }) => {
    const { call } = await aTeam();
    const nobody = await call(route.method, targetOf(route), sentTo(route));
    const guessed = await call(route.method, targetOf(route), { ...sentTo(route), token: 'rdl_guessed' });
    expect([nobody.status, guessed.status]).toEqual([401, 401]);
    expect(nobody.headers['www-authenticate']).toBe('Bearer');
  });

  it.each(cases(open))('is not needed for $name', async ({ route }) => {
    const { call } = await aTeam();
    expect((await call(route.method, targetOf(route))).status).toBe(200);
  });

  it.each(['Basic abc', 'Bearer', 'Bearer ', 'rdl_w_1_admin_', 'Bearer a b', `Bearer ${'x'.repeat(600)}`])(
    'is not read from "%s"',
    async (authorization) => {
      const { call } = await aTeam();
      expect((await call('GET', '/api/agents', { headers: { authorization } })).status).toBe(401);
    },
  );

  it('ends at once when it is revoked', async () => {
    const { call, tokens } = await aTeam();
    expect((await call('GET', '/api/calls', { token: tokens.manager })).status).toBe(200);
    expect((await call('DELETE', '/api/tokens/t_w_1_manager', { token: tokens.admin })).status).toBe(204);
    expect((await call('GET', '/api/calls', { token: tokens.manager })).status).toBe(401);
  });
});

describe.each(roles)('the role %s', (role) => {
  it.each(cases(closed.filter((route) => !route.roles.includes(role))))('never may $name', async ({ route }) => {
    const { call, tokens } = await aTeam();
    expect((await call(route.method, targetOf(route), { ...sentTo(route), token: tokens[role] })).status).toBe(403);
  });

  it.each(cases(closed.filter((route) => route.roles.includes(role))))('may $name', async ({ route }) => {
    const { call, tokens, logged } = await aTeam();
    const { status } = await call(route.method, targetOf(route), { ...sentTo(route), token: tokens[role] });
    // A body without its required fields, a thing that is in use, and the like are answered as such: they were let in.
    const refused = route.creates || route.method === 'DELETE' ? [400, 409] : [];
    expect([200, 201, 202, 204, ...refused]).toContain(status);
    expect(logged).not.toContain('request-failed');
  });
});

describe('another workspace', () => {
  // An operator may remove any workspace that is empty; of one that is not they learn just that.
  it.each(cases(withId.filter(({ operation }) => operation !== 'removeWorkspace')))('does not see what $name names', async ({ route }) => {
    const { call, tokens } = await aTeam();
    expect((await call(route.method, targetOf(route), { ...sentTo(route), token: tokens.stranger })).status).toBe(404);
  });

  it.each(cases(withId.filter(({ method }) => method === 'GET')))('is why: $name is there for its own', async ({ route }) => {
    const { call, tokens } = await aTeam();
    expect((await call(route.method, targetOf(route), { token: tokens.operator })).status).toBe(200);
  });

  it.each(cases(closed.filter(({ method, path }) => method === 'GET' && !path.includes('{id}'))))(
    'gets nothing of it from $name',
    async ({ route }) => {
      const { call, tokens } = await aTeam();
      const { status, text } = await call('GET', targetOf(route), { token: tokens.stranger });
      expect(status).toBe(200);
      expect(text).not.toMatch(/w_1|a_asha|Asha|br_north|cn_1|c_asha|l_asha|\+9198/);
    },
  );
});

describe('a path', () => {
  it.each([...Map.groupBy(routes, ({ path }) => path)].map(([path, some]) => ({ path, some })))(
    'of the table takes its own methods alone: $path',
    async ({ some }) => {
      const { call, tokens } = await aTeam();
      const taken = some.map(({ method }) => method);
      for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'].filter((one) => !taken.includes(one as Route['method']))) {
        const { status, headers } = await call(method, targetOf(some[0] as Route), { token: tokens.admin });
        expect([method, status, headers.allow]).toEqual([method, 405, taken.toSorted().join(', ')]);
      }
    },
  );

  it.each(['/api/nothing', '/api', '/api/agents/a_asha/more', '/api/leads//decisions', '/api/agents/%E0%A4%A', '/api/agents/a%20b'])(
    'that is not in the table is 404: %s',
    async (path) => {
      const { call, tokens } = await aTeam();
      expect((await call('GET', path, { token: tokens.admin })).status).toBe(404);
    },
  );
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { Route } from '../../../shared/contracts/route.ts';
import { routes } from '../../../shared/contracts/routes.ts';
import { aTeam, goodBodies, thingsByPath } from './a-team.ts';
import { anApi } from './an-api.ts';

const closed = routes.filter((route) => route.roles !== 'public');
const cases = (some: readonly Route[]) => some.map((route) => ({ name: `${route.method} ${route.path}`, route }));

function pathOf({ path }: Route): string {
  const thing = Object.entries(thingsByPath).find(([start]) => path.startsWith(start))?.[1] ?? 'nothing';
  return path.replace('{id}', thing);
}

const fieldsOf = (body: Route['body']) =>
  Object.keys((body && z.toJSONSchema(body, { io: 'input', unrepresentable: 'any' }).properties) ?? {});

const pathsOfErrors = (json: { errors?: { path: string }[] }) => json.errors?.map(({ path }) => path);

describe('a request', () => {
  it.each(cases(routes))('with an unknown query parameter is refused by its name: $name', async ({ route }) => {
    const { call, tokens } = await aTeam();
    const { status, json } = await call(route.method, `${pathOf(route)}?lmit=1`, { token: tokens.operator });
    expect(status).toBe(400);
    expect(pathsOfErrors(json)).toContain('lmit');
  });

  it.each(cases(closed.filter(({ body }) => body)))('with an unknown field is refused by its name: $name', async ({ route }) => {
    const { call, tokens } = await aTeam();
    const body = { ...goodBodies[route.operation], nmae: 'x', __proto__x: 1 };
    const { status, json } = await call(route.method, pathOf(route), { token: tokens.operator, body });
    expect(status).toBe(400);
    expect(pathsOfErrors(json)).toEqual(expect.arrayContaining(['nmae', '__proto__x']));
  });

  it.each(['{', '{"name":}', '[1', 'nonsense', '{"name":"x"} trailing'])('whose body is not JSON is refused: %s', async (rawBody) => {
    const { call, tokens } = await aTeam();
    const { status, json } = await call('POST', '/api/branches', { token: tokens.admin, rawBody });
    expect([status, json.detail]).toEqual([400, expect.stringContaining('not JSON')]);
    expect(json.detail).not.toContain('trailing');
  });

  it.each(['null', '[]', '1', '"x"', 'true'])('whose body is no object is refused: %s', async (rawBody) => {
    const { call, tokens } = await aTeam();
    expect((await call('POST', '/api/branches', { token: tokens.admin, rawBody })).status).toBe(400);
  });

  it('is read as JSON whatever its content type says', async () => {
    const { call, tokens } = await aTeam();
    const sent = { token: tokens.admin, body: { name: 'East' }, headers: { 'content-type': 'text/plain' } };
    expect((await call('POST', '/api/branches', sent)).status).toBe(201);
  });

  it.each([
    ['takes 256 kB', 256 * 1024, 400],
    ['takes no more', 256 * 1024 + 1, 413],
  ])('%s', async (_what, bytes, status) => {
    const { call, tokens } = await aTeam();
    const rawBody = JSON.stringify({ name: 'x'.repeat(bytes - 11) });
    expect(Buffer.byteLength(rawBody)).toBe(bytes);
    expect((await call('POST', '/api/branches', { token: tokens.admin, rawBody })).status).toBe(status);
  });

  it.each(['0', '1001', '-1', '1.5', 'many', ''])('for a page of %s is refused', async (limit) => {
    const { call, tokens } = await aTeam();
    const { status, json } = await call('GET', `/api/calls?limit=${limit}`, { token: tokens.admin });
    expect([status, pathsOfErrors(json)]).toEqual([400, ['limit']]);
  });

  it.each([
    '/api/calls',
    '/api/leads',
    '/api/follow-ups',
    '/api/agents',
    '/api/tokens',
    '/api/connections',
    '/api/quarantine',
    '/api/live',
  ])('with a cursor of no list is refused: %s', async (path) => {
    const { call, tokens } = await aTeam();
    const { status, json } = await call('GET', `${path}?cursor=nonsense`, { token: tokens.admin });
    expect([status, pathsOfErrors(json)]).toEqual([400, ['cursor']]);
  });

  it('with a parameter that is given twice is refused', async () => {
    const { call, tokens } = await aTeam();
    const { status, json } = await call('GET', '/api/calls?status=Busy&status=Missed', { token: tokens.admin });
    expect([status, pathsOfErrors(json)]).toEqual([400, ['status']]);
  });

  it('says what is missing as missing', async () => {
    const { call, tokens } = await aTeam();
    const { json } = await call('POST', '/api/agents', { token: tokens.admin, body: {} });
    expect(json.errors).toEqual([
      { path: 'name', message: 'it is missing' },
      { path: 'email', message: 'it is missing' },
    ]);
  });

  it('never fails for anything that a client sends', { timeout: 60_000 }, async () => {
    const { call, tokens, logged } = await aTeam();
    const writing = closed.filter(({ body }) => body);
    const value = fc.oneof(
      fc.jsonValue(),
      fc.string({ unit: 'binary' }),
      fc.constantFrom('standard', 'admin', '+919812345678', 'UTC', 'a@b', 'a_asha', 'not-picked', [], {}, null, 1e9, -1, 0.5),
    );
    // Every field that the route knows, each with anything at all.
    const bodyOf = ({ body }: Route) => fc.record(Object.fromEntries(fieldsOf(body).map((field) => [field, value])), { requiredKeys: [] });
    const request = fc.constantFrom(...writing).chain((route) => fc.tuple(fc.constant(route), fc.oneof(bodyOf(route), fc.jsonValue())));
    await fc.assert(
      fc.asyncProperty(request, fc.string(), async ([route, body], query) => {
        const target = `${pathOf(route)}${query === '' ? '' : `?${query.replace(/[?#]/g, '')}`}`;
        const { status } = await call(route.method, target, { token: tokens.operator, body });
        expect(status).toBeLessThan(500);
      }),
      { numRuns: 3000 },
    );
    expect(logged).not.toContain('request-failed');
  });
});

describe('a store that refuses', () => {
  it.each(['ProvisionedThroughputExceededException', 'TimeoutError'])('makes the answer 503: %s', async (name) => {
    const { dependencies, tokens } = await aTeam();
    const refuse = async () => {
      throw Object.assign(new Error('no'), { name });
    };
    const { call, logged } = anApi({ ...dependencies, calls: { ...dependencies.calls, list: refuse } });
    const { status, headers } = await call('GET', '/api/calls', { token: tokens.admin });
    expect([status, headers['retry-after']]).toEqual([503, '2']);
    expect(logged).toEqual(['request-failed']);
  });
});

import { describe, expect, it } from 'vitest';
import { at } from '../../builders.ts';
import { aTeam } from './a-team.ts';

const ids = (items: { id: string }[]) => items.map(({ id }) => id);

describe('calls', () => {
  it('are shown with their lead, people and facts', async () => {
    const { call, tokens } = await aTeam();
    const { json } = await call('GET', '/api/calls/c_ravi', { token: tokens.manager });
    expect(json).toMatchObject({
      status: 'Called',
      connected: true,
      talkSeconds: 60,
      day: '2026-11-22',
      connection: 'cn_1',
      lead: { id: 'l_ravi', phone: '+919800000002', name: 'Meera' },
      agent: { id: 'a_ravi', name: 'Ravi' },
      branch: { id: 'br_south', name: 'South' },
      department: null,
    });
    expect(json.facts).toHaveLength(1);
    expect(json.facts[0]).toMatchObject({ source: 'dialler', signal: 'called', talkSeconds: 60, occurredAt: at() });
  });

  it.each([
    ['', ['c_live', 'c_ravi', 'c_asha']],
    ['?status=Busy', ['c_asha']],
    ['?status=In-progress', ['c_live']],
    ['?agent=a_ravi', ['c_ravi']],
    ['?branch=br_south', ['c_ravi']],
    ['?connected=true', ['c_ravi']],
    ['?connected=false', ['c_live', 'c_asha']],
    ['?direction=inbound', []],
    ['?tag=hot', ['c_live', 'c_asha']],
    ['?lead=l_asha', ['c_live', 'c_asha']],
    ['?lead=l_asha&status=Busy', ['c_asha']],
    ['?lead=l_asha&from=2026-11-23', []],
    ['?from=2026-11-22&to=2026-11-22', ['c_live', 'c_ravi', 'c_asha']],
    ['?from=2026-11-23&to=2026-11-24', []],
    ['?from=1900-01-01&to=9999-12-31', ['c_live', 'c_ravi', 'c_asha']],
    ['?from=2024-01-01&to=2024-12-31', []],
    ['?from=2031-01-01', []],
    ['?to=2026-11-21', []],
    ['?campaign=cm_diwali', []],
  ])('are listed newest first, those that were asked for: %s', async (query, expected) => {
    const { call, tokens } = await aTeam();
    expect(ids((await call('GET', `/api/calls${query}`, { token: tokens.manager })).json.items)).toEqual(expected);
  });

  it.each([
    ['from=2026-11-23&to=2026-11-22', 'from'],
    ['from=22.11.2026', 'from'],
    ['from=2026-02-30', 'from'],
    ['status=busy', 'status'],
    ['connected=yes', 'connected'],
  ])('are not listed for %s', async (query, path) => {
    const { call, tokens } = await aTeam();
    const { status, json } = await call('GET', `/api/calls?${query}`, { token: tokens.manager });
    expect([status, json.errors[0].path]).toEqual([400, path]);
  });

  it.each([
    ['agent', ['c_live', 'c_asha']],
    ['supervisor', ['c_live', 'c_asha']],
    ['manager', ['c_live', 'c_ravi', 'c_asha']],
  ] as const)('are seen by role %s: %s', async (role, seen) => {
    const { call, tokens } = await aTeam();
    expect(ids((await call('GET', '/api/calls', { token: tokens[role] })).json.items)).toEqual(seen);
    const status = role === 'manager' ? 200 : 404;
    expect((await call('GET', '/api/calls/c_ravi', { token: tokens[role] })).status).toBe(status);
  });

  it('have pages, with each call once', async () => {
    const { call, tokens } = await aTeam();
    for (const query of ['', 'lead=l_asha&']) {
      const first = (await call('GET', `/api/calls?${query}limit=1`, { token: tokens.manager })).json;
      const second = (await call('GET', `/api/calls?${query}limit=1&cursor=${first.next}`, { token: tokens.manager })).json;
      expect(ids(first.items)).toEqual(['c_live']);
      expect(ids(second.items)).toEqual([query === '' ? 'c_ravi' : 'c_asha']);
    }
  });
});

describe('live calls', () => {
  it('tell how long they last, of whom, and whether anything was heard lately', async () => {
    const { call, tokens } = await aTeam();
    const { json } = await call('GET', '/api/live', { token: tokens.agent });
    expect(json.items).toHaveLength(1);
    expect(json.items[0]).toMatchObject({ id: 'c_live', ageSeconds: 30, stale: false, agent: { name: 'Asha' }, lead: { name: 'Meera' } });
  });
});

describe('reports', () => {
  it('count the day once it was rolled up, as JSON and as CSV', async () => {
    const { call, tokens, dependencies } = await aTeam();
    await dependencies.reports.markDirty({ workspace: 'w_1', day: '2026-11-22', mark: 'm', markedAt: at(-300) });
    const rolled = await call('POST', '/api/reports/rollup', { token: tokens.manager });
    expect(rolled.json.days).toContainEqual({ day: '2026-11-22', calls: 2, changed: expect.any(Number) });
    const range = 'from=2026-11-22&to=2026-11-22';
    const { json } = await call('GET', `/api/reports?${range}&by=agent`, { token: tokens.manager });
    expect(json.totals).toMatchObject({ calls: 2, attempts: 2, connected: 1, pickUpRate: { value: 0.5, numerator: 1, denominator: 2 } });
    const csv = await call('GET', `/api/reports?${range}&by=agent&format=csv`, { token: tokens.manager });
    expect(csv.headers['content-type']).toMatch(/^text\/csv/);
    expect(csv.headers['content-disposition']).toContain('redial-2026-11-22-2026-11-22-by-agent.csv');
    expect(csv.text.split('\r\n')[0]).toMatch(/^period,key,label,calls,/);
    const own = await call('GET', `/api/reports?${range}`, { token: tokens.supervisor });
    expect(own.json.totals).toMatchObject({ calls: 1, connected: 0 });
    expect((await call('GET', `/api/reports?${range}&branch=br_south`, { token: tokens.supervisor })).status).toBe(404);
  });

  it.each([
    ['to=2026-11-22', 'from'],
    ['from=2026-11-23&to=2026-11-22', 'from'],
    ['from=2024-11-23&to=2026-11-22', 'to'],
    ['from=2026-11-22&to=2026-11-22&by=phone', 'by'],
    ['from=2026-11-22&to=2026-11-22&interval=year', 'interval'],
    ['from=2026-11-22&to=2026-11-22&format=pdf', 'format'],
  ])('are refused for %s', async (query, path) => {
    const { call, tokens } = await aTeam();
    const { status, json } = await call('GET', `/api/reports?${query}`, { token: tokens.manager });
    expect([status, json.errors[0].path]).toEqual([400, path]);
  });
});

import { describe, expect, it } from 'vitest';
import { aFact, at } from '../../builders.ts';
import { aRecordedCall } from '../../shared/store/a-recorded-call.ts';
import { aTeam } from './a-team.ts';

const day = '2026-11-22';

/** A team of which one day was counted, with a call of 40 s. */
async function aCountedDay() {
  const team = await aTeam();
  const { calls, reports } = team.dependencies;
  const facts = [aFact({ signal: 'completed', talkSeconds: 40, startedAt: at(), direction: 'outbound' })];
  await calls.save(aRecordedCall({ workspace: 'w_1', facts }));
  await reports.markDirty({ workspace: 'w_1', day, mark: 'm_1', markedAt: at(-300) });
  const ask = async (method: string, path: string, body?: unknown) =>
    (await team.call(method, path, { token: team.tokens.admin, ...(body !== undefined && { body }) })).json;
  await ask('POST', '/api/reports/rollup', {});
  const marked = async () => (await reports.dirtyDays('w_1')).map((mark) => [mark.day, mark.causes?.map(({ kind }) => kind)]);
  return { ...team, ask, marked };
}

describe('another setting', () => {
  it('that numbers follow has the counted days counted again', async () => {
    const { ask, marked } = await aCountedDay();
    const conversations = async () => (await ask('GET', `/api/reports?from=${day}&to=${day}`)).totals.conversations;
    const before = await conversations();
    await ask('PATCH', '/api/settings', { conversationSeconds: 60 });
    expect(await marked()).toEqual([[day, ['settings']]]);
    await ask('POST', '/api/reports/rollup', {});
    // The call of 40 s is none any more.
    expect(await conversations()).toBe(before - 1);
  });

  it.each([{ conversationSeconds: 30 }, { closeAfterHours: 1 }, { timezone: 'America/New_York' }, { retentionDays: 100 }])(
    'leaves them alone where it makes no other numbers: %j',
    async (settings) => {
      const { ask, marked } = await aCountedDay();
      await ask('PATCH', '/api/settings', settings);
      expect(await marked()).toEqual([]);
    },
  );

  it('of the zone leaves a counted day its calls and hours until it is rebuilt, and moves them then', async () => {
    const { ask, dependencies } = await aCountedDay();
    const early = aFact({ signal: 'busy', startedAt: at(-6 * 3600) });
    await dependencies.calls.save(aRecordedCall({ workspace: 'w_1', facts: [early] }));
    const span = `from=2026-11-20&to=2026-11-23`;
    const told = async () => {
      const { rows } = await ask('GET', `/api/reports?${span}&by=hour`);
      return rows.map(({ period, key }: { period: string; key: string }) => `${period} ${key}`);
    };
    await ask('PATCH', '/api/settings', { timezone: 'America/New_York' });
    await dependencies.reports.markDirty({ workspace: 'w_1', day, mark: 'm_2', markedAt: at() });
    await ask('POST', '/api/reports/rollup', {});
    expect(await told()).toEqual(['2026-11-22 09', '2026-11-22 15']);

    await ask('POST', '/api/reports/rebuild', { from: day, to: day });
    await ask('POST', '/api/reports/rollup', {});
    expect(await told()).toEqual(['2026-11-21 23', '2026-11-22 04', '2026-11-22 05']);
    const { items } = await ask('GET', `/api/calls?from=2026-11-21&to=2026-11-21`);
    expect(items.map((call: { day: string }) => call.day)).toEqual(['2026-11-21']);
  });
});

describe('a rebuild', () => {
  it('marks the days asked for, up to tomorrow and as far back as calls are kept', async () => {
    const { ask, marked } = await aCountedDay();
    expect(await ask('POST', '/api/reports/rebuild', { from: '2026-11-21', to: '2026-12-24' })).toEqual({
      days: ['2026-11-21', day, '2026-11-23'],
    });
    expect((await marked()).map(([marked]) => marked)).toEqual(['2026-11-21', day, '2026-11-23']);
    expect(await ask('POST', '/api/reports/rebuild', { from: '2020-01-01', to: '2020-01-31' })).toEqual({ days: [] });
  });

  it.each([
    ['from', { from: '2026-11-23', to: day }],
    ['to', { from: '2025-01-01', to: '2026-11-22' }],
  ])('names %s where the span cannot be', async (path, body) => {
    const { call, tokens } = await aCountedDay();
    const { status, json } = await call('POST', '/api/reports/rebuild', { token: tokens.admin, body });
    expect([status, json.errors[0].path]).toEqual([400, path]);
  });
});

describe('what supervisors may see', () => {
  it('of service levels is their own branch', async () => {
    const { call, tokens } = await aCountedDay();
    const path = `/api/reports/service-level?from=${day}&to=${day}`;
    expect((await call('GET', path, { token: tokens.supervisor })).status).toBe(200);
    expect((await call('GET', `${path}&branch=br_other`, { token: tokens.supervisor })).status).toBe(404);
  });
});

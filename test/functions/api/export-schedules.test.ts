import { describe, expect, it } from 'vitest';
import { at } from '../../builders.ts';
import { anExport } from '../../shared/store/an-export.ts';
import { aTeam } from './a-team.ts';

const daily = { kind: 'calls', name: 'Hot list', format: 'csv', every: 'day', at: '16:00' };
const path = '/api/export-schedules';

async function aManager() {
  const team = await aTeam();
  const { call, tokens } = team;
  const ask = (method: string, target: string, body?: unknown, headers = {}) =>
    call(method, target, { token: tokens.manager, body, headers });
  return { ...team, ask, made: async (body: object) => (await ask('POST', path, body)).json };
}

// The shared moment is 15:30 in India, on a Sunday.
describe('POST /api/export-schedules', () => {
  it.each([
    [
      { ...daily, agent: 'a_asha', connected: true },
      { agent: { id: 'a_asha', name: 'Asha' }, connected: true, nextRunAt: '2026-11-22T10:30:00.000Z' },
    ],
    [
      { ...daily, every: 'week', weekday: 7, at: '15:00' },
      { every: 'week', weekday: 7, nextRunAt: '2026-11-29T09:30:00.000Z' },
    ],
    [
      { ...daily, every: 'week' },
      { weekday: 1, nextRunAt: '2026-11-23T10:30:00.000Z' },
    ],
    [
      { ...daily, every: 'month', bom: true },
      { dayOfMonth: 1, bom: true, nextRunAt: '2026-12-01T10:30:00.000Z' },
    ],
    [
      { ...daily, kind: 'report', by: 'tag', campaign: 'cm_diwali' },
      { by: 'tag', interval: 'day', campaign: { id: 'cm_diwali', name: 'Diwali' } },
    ],
    [
      { ...daily, kind: 'leads', status: 'ls_hot', enabled: false },
      { status: 'ls_hot', nextRunAt: null },
    ],
  ])('makes of %j a schedule that says when it runs', async (body, shown) => {
    const { ask } = await aManager();
    const { status, json } = await ask('POST', path, body);
    expect(status).toBe(201);
    expect(json).toMatchObject({ kind: body.kind, name: 'Hot list', at: body.at, lastRun: null, ...shown });
    expect((await ask('GET', `${path}/${json.id}`)).json).toEqual(json);
    expect((await ask('GET', path)).json.items).toContainEqual(json);
  });

  it.each([
    [{ at: '25:00' }, 'at'],
    [{ at: undefined }, 'at'],
    [{ every: 'hour' }, 'every'],
    [{ weekday: 1 }, 'weekday'],
    [{ every: 'week', weekday: 8 }, 'weekday'],
    [{ every: 'week', dayOfMonth: 1 }, 'dayOfMonth'],
    [{ every: 'month', dayOfMonth: 31 }, 'dayOfMonth'],
    [{ name: '' }, 'name'],
    [{ format: 'pdf' }, 'format'],
    [{ kind: 'agents' }, 'kind'],
    [{ by: 'agent' }, 'by'],
    [{ from: '2026-11-01' }, 'from'],
    [{ agent: 'a_none' }, 'agent'],
    [{ kind: 'leads', status: 'ls_none' }, 'status'],
  ])('refuses %j, naming %s', async (fields, field) => {
    const { ask } = await aManager();
    const { status, json } = await ask('POST', path, { ...daily, ...fields });
    expect(status).toBe(400);
    expect(json.errors.map((error: { path: string }) => error.path)).toContain(field);
  });

  it('makes one schedule of one Idempotency-Key', async () => {
    const { ask } = await aManager();
    const ids = [1, 2].map(async () => (await ask('POST', path, daily, { 'idempotency-key': 'once' })).json.id);
    expect(new Set(await Promise.all(ids)).size).toBe(1);
  });

  it('does not run for what is past, nor misses this very minute', async () => {
    const { made, dependencies } = await aManager();
    const { id } = await made({ ...daily, at: '15:30' });
    expect(await dependencies.schedules.get('w_1', id)).toMatchObject({ seen: new Date(Date.parse(at()) - 1).toISOString() });
  });
});

describe('PATCH /api/export-schedules/{id}', () => {
  it('changes what is given, takes a filter away with null, and the day of a week with its rhythm', async () => {
    const { ask, made } = await aManager();
    const { id } = await made({ ...daily, every: 'week', weekday: 3, agent: 'a_asha', tag: 'hot' });
    const change = async (body: object) => (await ask('PATCH', `${path}/${id}`, body)).json;
    expect(await change({ name: 'Hotter', format: 'xlsx', agent: null })).toMatchObject({
      name: 'Hotter',
      format: 'xlsx',
      weekday: 3,
      tag: 'hot',
    });
    expect(await change({ every: 'month', branch: 'br_north' })).toMatchObject({
      every: 'month',
      dayOfMonth: 1,
      branch: { name: 'North' },
    });
    const shown = (await ask('GET', `${path}/${id}`)).json;
    expect(shown).not.toHaveProperty('agent');
    expect(shown).not.toHaveProperty('weekday');
  });

  it.each([
    [{ weekday: 1 }, 'weekday'],
    [{ by: 'agent' }, 'by'],
    [{ status: 'Engaged' }, 'status'],
    [{ agent: 'a_none' }, 'agent'],
    [{ owner: 'a_asha' }, 'owner'],
    [{ kind: 'leads' }, 'kind'],
  ])('refuses %j, naming %s, and changes nothing', async (body, field) => {
    const { ask, made } = await aManager();
    const schedule = await made(daily);
    const { status, json } = await ask('PATCH', `${path}/${schedule.id}`, body);
    expect([status, json.errors?.[0]?.path]).toEqual([400, field]);
    expect((await ask('GET', `${path}/${schedule.id}`)).json).toEqual(schedule);
  });

  it('does not make up for the time that it was switched off, or set to another time', async () => {
    const { ask, dependencies, made } = await aManager();
    const { id } = await made(daily);
    const seen = async () => (await dependencies.schedules.get('w_1', id))?.seen;
    const rewind = async () => {
      const one = await dependencies.schedules.get('w_1', id);
      if (one) await dependencies.schedules.save({ ...one, seen: at(-86_400), version: one.version + 1 });
    };
    const change = (body: object) => ask('PATCH', `${path}/${id}`, body);
    await rewind();
    await change({ name: 'Another' });
    expect(await seen()).toBe(at(-86_400));
    await change({ at: '17:00' });
    expect(await seen()).toBe(new Date(Date.parse(at()) - 1).toISOString());
    await change({ enabled: false });
    await rewind();
    await change({ enabled: true });
    expect(await seen()).toBe(new Date(Date.parse(at()) - 1).toISOString());
  });

  it('can pause a schedule whose agent is gone', async () => {
    const { ask, dependencies, made } = await aManager();
    const { id } = await made({ ...daily, agent: 'a_ravi' });
    await dependencies.workspaces.removeEntity('w_1', 'agent', 'a_ravi');
    expect((await ask('PATCH', `${path}/${id}`, { enabled: false })).json).toMatchObject({ agent: { id: 'a_ravi', name: 'a_ravi' } });
  });
});

describe('what a schedule made', () => {
  it('is its history; and is there when the schedule is removed', async () => {
    const { ask, dependencies, made } = await aManager();
    const { id } = await made(daily);
    for (const [name, schedule] of [
      ['e_2', id],
      ['e_3', 'xs_1'],
    ])
      await dependencies.exports.save(anExport({ id: name ?? '', schedule: schedule ?? null }));
    const history = async () => (await ask('GET', `/api/exports?schedule=${id}`)).json.items;
    expect(await history()).toMatchObject([{ id: 'e_2', schedule: id }]);
    expect((await ask('DELETE', `${path}/${id}`)).status).toBe(204);
    expect((await ask('GET', `${path}/${id}`)).status).toBe(404);
    expect(await history()).toMatchObject([{ id: 'e_2' }]);
  });
});

import { describe, expect, it } from 'vitest';
import { at } from '../../builders.ts';
import { anExport } from '../../shared/store/an-export.ts';
import { aTeam } from './a-team.ts';

const span = { from: '2026-11-01', to: '2026-11-22' };

async function aManager() {
  const team = await aTeam();
  const { call, tokens, dependencies } = team;
  const ask = (method: string, path: string, body?: unknown, headers = {}) => call(method, path, { token: tokens.manager, body, headers });
  return { ...team, ask, kept: (id: string) => dependencies.exports.get('w_1', id) };
}

describe('POST /api/exports', () => {
  it.each([
    [
      { kind: 'calls', format: 'csv', ...span, agent: 'a_asha', connected: true },
      { kind: 'calls', ...span, filters: { agent: 'a_asha', connected: true } },
    ],
    [
      { kind: 'leads', format: 'xlsx', status: 'ls_hot', owner: 'a_ravi' },
      { kind: 'leads', filters: { status: 'ls_hot', owner: 'a_ravi' } },
    ],
    [
      { kind: 'report', format: 'xlsx', ...span, by: 'tag', branch: 'br_north' },
      { kind: 'report', question: { ...span, interval: 'day', by: 'tag', filters: { branch: 'br_north' } } },
    ],
  ])('keeps what %j asks for, to be written', async (body, question) => {
    const { ask, kept } = await aManager();
    const { status, json } = await ask('POST', '/api/exports', body);
    expect(status).toBe(202);
    const expected = { question, format: body.format, state: 'queued', turn: 1, timezone: 'Asia/Kolkata', diallers: { cn_1: 'standard' } };
    expect(await kept(json.id)).toMatchObject(expected);
    expect((await ask('GET', `/api/exports/${json.id}`)).json).toMatchObject({
      id: json.id,
      kind: body.kind,
      state: 'queued',
      progress: 0,
    });
  });

  it.each([
    [{ ...span, from: '2026-11-23' }, 'from'],
    [{ from: '2026-11-01' }, 'to'],
    [{ ...span, from: 'yesterday' }, 'from'],
    [{ ...span, agent: 'a_none' }, 'agent'],
    [{ ...span, campaign: 'cm_none' }, 'campaign'],
    [{ ...span, lead: 'l_none' }, 'lead'],
    [{ ...span, status: 'Engaged' }, 'status'],
    [{ ...span, by: 'agent' }, 'by'],
    [{ ...span, format: 'pdf' }, 'format'],
    [{ ...span, kind: 'agents' }, 'kind'],
    [{ ...span, kind: 'report', from: '2025-01-01' }, 'to'],
    [{ kind: 'leads', status: 'ls_none' }, 'status'],
    [{ kind: 'leads', from: '2026-11-02', to: '2026-11-01' }, 'from'],
  ])('refuses %j, naming %s', async (fields, path) => {
    const { ask } = await aManager();
    const { status, json } = await ask('POST', '/api/exports', { kind: 'calls', format: 'csv', ...fields });
    expect(status).toBe(400);
    expect(JSON.stringify(json.errors)).toContain(`"${path}"`);
  });

  it('takes calls of ten years', async () => {
    const { ask } = await aManager();
    expect((await ask('POST', '/api/exports', { kind: 'calls', format: 'csv', from: '2016-01-01', to: '2026-11-22' })).status).toBe(202);
  });

  it('makes one export of one Idempotency-Key', async () => {
    const { ask } = await aManager();
    const body = { kind: 'leads', format: 'csv' };
    const ids = [1, 2].map(async () => (await ask('POST', '/api/exports', body, { 'idempotency-key': 'once' })).json.id);
    expect(new Set(await Promise.all(ids)).size).toBe(1);
  });

  it.each([
    [undefined, 'calls-2026-11-01-2026-11-22'],
    ['Hot list, Nov/26 "x"', 'Hot list Nov26 x'],
    ['../../etc', 'etc'],
    ['अशा', 'अशा'],
  ])('names the file %j so that every system takes it: %s', async (name, kept) => {
    const { ask } = await aManager();
    const { json } = await ask('POST', '/api/exports', { kind: 'calls', format: 'csv', ...span, ...(name && { name }) });
    expect((await ask('GET', `/api/exports/${json.id}`)).json.name).toBe(kept);
  });
});

describe('an export that', () => {
  it('is done has a link, and cannot be started again', async () => {
    const { ask, dependencies } = await aManager();
    const file = { key: 'exports/w_1/e_2/1/calls.csv', bytes: 12, sha256: 'abc' };
    await dependencies.exports.save(anExport({ id: 'e_2', state: 'done', progress: 1, rows: 3, file, asOf: at() }));
    const done = {
      state: 'done',
      rows: 3,
      bytes: 12,
      sha256: 'abc',
      asOf: at(),
      url: `https://files.example/${file.key}`,
      expiresAt: at(3600),
    };
    expect((await ask('GET', '/api/exports/e_2')).json).toMatchObject(done);
    expect((await ask('POST', '/api/exports/e_2/retry', {})).status).toBe(409);
  });

  it.each([
    ['failed', { state: 'failed', error: 'why', rows: 7 }, 202],
    ['waits', { state: 'queued' }, 409],
    ['is written', { state: 'running', lease: at(60) }, 409],
    ['stands still', { state: 'running', lease: at(-3600), updatedAt: at(-3600) }, 202],
  ] as const)('%s is started again, or not (%j → %i)', async (_, fields, status) => {
    const { ask, dependencies, kept } = await aManager();
    await dependencies.exports.save(anExport({ id: 'e_2', ...fields }));
    expect((await ask('POST', '/api/exports/e_2/retry', {})).status).toBe(status);
    if (status === 202)
      expect(await kept('e_2')).toMatchObject({ state: 'queued', turn: 2, rows: 0, error: null, lease: null, version: 2 });
  });

  it('is of another workspace is not there', async () => {
    const { call, tokens } = await aTeam();
    expect((await call('GET', '/api/exports/e_1', { token: tokens.stranger })).status).toBe(404);
    expect((await call('GET', '/api/exports', { token: tokens.stranger })).json.items).toEqual([]);
    expect((await call('GET', '/api/exports', { token: tokens.admin })).json.items).toMatchObject([{ id: 'e_1', state: 'failed' }]);
  });
});

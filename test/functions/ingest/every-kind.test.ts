import { describe, expect, it } from 'vitest';
import { diallers } from '../../../functions/ingest/diallers/registry.ts';
import { ingest } from '../../../functions/ingest/ingest.ts';
import { responseTo } from '../../../functions/ingest/webhook-http.ts';
import type { Connection } from '../../../shared/domain/workspace.ts';
import { aDirectory, at } from '../../builders.ts';
import { memoryCallStore } from '../../doubles/memory-call-store.ts';
import { memoryLeadStore } from '../../doubles/memory-lead-store.ts';
import { memoryQuarantineStore } from '../../doubles/memory-quarantine-store.ts';
import { aTeam } from '../api/a-team.ts';
import { type Teller, tellers } from './diallers/tellers.ts';
import { aRequest, now } from './diallers/webhooks.ts';

function aWorld(dialler: string, teller: Teller) {
  const connection: Connection = {
    ...{ id: 'c_1', workspace: 'w_1', dialler, name: 'Test', timezone: null, region: null, campaign: null, publicUrl: null },
    ...{ secrets: [], statusMap: {}, fieldMap: null, createdAt: at(), ...teller.settings },
  };
  return {
    connectionOf: connection,
    calls: memoryCallStore(),
    leads: memoryLeadStore(),
    quarantine: memoryQuarantineStore(),
    connection: async () => connection,
    directory: async () => aDirectory({}),
    diallers,
    now: () => now,
  };
}

/** Those that come as webhooks. */
const everyKind = Object.entries(tellers).filter(([kind]) => diallers[kind]?.account === undefined);
const ended = ({ words }: Teller) => ({ word: words[0], second: 40, talkSeconds: 30 });

describe('a webhook of every kind', () => {
  it.each(everyKind)('of %s is taken in once', async (kind, teller) => {
    const world = aWorld(kind, teller);
    const request = teller.tell(ended(teller), now);
    expect(await ingest('c_1', request, world)).toMatchObject({ result: 'recorded' });
    expect(await ingest('c_1', request, world)).toMatchObject({ result: 'duplicate' });
    expect(world.calls.all().map(({ call, version }) => [call.ended, call.leadPhone, version])).toEqual([[true, '+919812345678', 1]]);
  });

  it.each(everyKind)('of %s is refused with another secret, and nothing is kept', async (kind, teller) => {
    const world = aWorld(kind, { ...teller, settings: { ...teller.settings, secrets: ['another'] } });
    expect(await ingest('c_1', teller.tell(ended(teller), now), world)).toMatchObject({ result: 'refused', reason: expect.any(String) });
    expect(world.calls.all()).toEqual([]);
  });

  it.each(everyKind)('of %s that cannot be read is kept whole, without its secret', async (kind, teller) => {
    const world = aWorld(kind, teller);
    const request = teller.tell({ ...ended(teller), second: -86_400 * 500, talkSeconds: 0 }, now);
    expect(await ingest('c_1', request, world)).toMatchObject({
      result: 'quarantined',
      why: expect.stringMatching(/longer ago|not|before/),
    });
    const [kept] = (await world.quarantine.list('w_1', { limit: 9, cursor: undefined })).items;
    const text = JSON.stringify(kept?.request) + Buffer.from(kept?.request.bodyBase64 ?? '', 'base64').toString();
    expect(text).toContain('webhooks/c_1');
    for (const secret of world.connectionOf.secrets) for (const held of [`"${secret}"`, `=${secret}`]) expect(text).not.toContain(held);
  });

  it.each(everyKind)('of %s can be tried, and leaves nothing', async (kind, teller) => {
    const { call, tokens, dependencies } = await aTeam();
    const { secrets, fieldMap } = { fieldMap: undefined, ...teller.settings };
    const made = { dialler: kind, name: kind, secrets, ...(fieldMap && { fieldMap }) };
    const { json: connection } = await call('POST', '/api/connections', { token: tokens.admin, body: made });
    const { method, url, headers, body } = teller.tell(ended(teller), now);
    const tried = { method, url, headers, body: body.toString('base64'), bodyIsBase64: true, now };
    const { json } = await call('POST', `/api/connections/${connection.id}/dry-run`, { token: tokens.admin, body: tried });
    expect(json).toMatchObject({ verified: true, result: 'recorded', facts: [{ source: 'dialler' }], call: { direction: 'outbound' } });
    expect(await dependencies.calls.get('w_1', json.call.id)).toBeUndefined();
  });
});

describe('a question whether somebody is there', () => {
  const ask = async (kind: string, headers: Record<string, string>, body = '') => {
    const world = aWorld(kind, tellers[kind] as Teller);
    const answer = await ingest('c_1', aRequest({ body, headers }), world);
    return { world, response: responseTo(answer) };
  };

  it('of RingCentral is answered with its token and 200, and nothing is kept', async () => {
    const { world, response } = await ask('ringcentral', { 'validation-token': 'a-token-of-theirs' });
    expect(response).toEqual({
      statusCode: 200,
      headers: { 'validation-token': 'a-token-of-theirs', 'content-type': 'application/json' },
      body: '{"result":"ignored"}',
    });
    expect([world.calls.all(), (await world.quarantine.list('w_1', { limit: 9, cursor: undefined })).items]).toEqual([[], []]);
  });

  it.each([
    ['aircall', { 'validation-token': 'x' }, '{}', 401],
    ['ringcentral', {}, '', 401],
    ['ringcentral', { 'validation-token': 'x' }, '{"event":"x"}', 401],
    ['justcall', {}, '', 200],
  ])('of %s with %j and "%s" is answered %s', async (kind, headers, body, status) => {
    expect((await ask(kind, headers, body)).response.statusCode).toBe(status);
  });
});

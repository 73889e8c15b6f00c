import { describe, expect, it } from 'vitest';
import { callFrom } from '../../../shared/domain/call-from.ts';
import { aFact, aFrame, at } from '../../builders.ts';
import { aTeam } from './a-team.ts';
import { addToken } from './an-api.ts';

const log = { leadId: 'l_asha', status: 'Called', durationSeconds: 90 };

/** A team, and how its agent Asha logs a call. */
async function aLogger() {
  const team = await aTeam();
  const { call, tokens } = team;
  const logs = (body: object, headers?: Record<string, string>) =>
    call('POST', '/api/calls', { token: tokens.agent, body, ...(headers && { headers }) });
  const corrects = (id: string, body: object) => call('PATCH', `/api/calls/${id}`, { token: tokens.agent, body });
  const leadNow = async () => (await call('GET', '/api/leads/l_asha', { token: tokens.manager })).json;
  // Of the team's own calls none is to be near.
  const early = { startedAt: at(-20_000) };
  return { ...team, logs, corrects, leadNow, early };
}

describe('an agent logs a call', () => {
  it.each([
    ['Called', 90, 'Called', true],
    ['Busy', 0, 'Busy', false],
    ['No Answer', 0, 'No Answer', false],
    ['Missed', 0, 'Missed', false],
  ])('as %s', async (status, durationSeconds, outcome, connected) => {
    const { logs, early } = await aLogger();
    const { status: http, json } = await logs({ ...log, ...early, status, durationSeconds, note: 'a word' });
    expect(http).toBe(201);
    expect(json).toMatchObject({
      status,
      outcome,
      disposition: status,
      connected,
      talkSeconds: durationSeconds,
      note: 'a word',
      connection: null,
    });
    expect(json).toMatchObject({ agent: { id: 'a_asha' }, lead: { id: 'l_asha' }, tags: ['hot'], startedAt: at(-20_000) });
  });

  it.each([
    ['2026-11-22T08:00:00+05:30', '2026-11-22T02:30:00.000Z'],
    ['2026-11-22T02:30:00.123456Z', '2026-11-22T02:30:00.123Z'],
  ])('whose time may be written with its offset: %s', async (startedAt, utc) => {
    const { logs } = await aLogger();
    expect((await logs({ ...log, startedAt })).json).toMatchObject({ startedAt: utc });
  });

  it.each(['2026-11-22T08:00:00', '2026-02-30T08:00:00Z', '2026-11-22', '9999-12-31T23:59:59-05:00'])(
    'not at %s, which is no moment',
    async (startedAt) => {
      const { logs } = await aLogger();
      expect((await logs({ ...log, startedAt })).json.errors).toEqual([{ path: 'startedAt', message: expect.stringContaining('time') }]);
    },
  );

  it.each(['Follow up', 'Rescheduled'])('as %s, which makes the lead Followups in the same breath', async (status) => {
    const { logs, leadNow, early } = await aLogger();
    const { json } = await logs({ ...log, ...early, status, followUp: { at: at(86_400), note: 'after lunch' } });
    expect(json).toMatchObject({ status, outcome: 'Called', connected: true, flags: [] });
    expect(await leadNow()).toMatchObject({ status: 'followups', followUp: { at: at(86_400), note: 'after lunch' } });
  });

  it.each([
    ['Follow up without a time', { ...log, status: 'Follow up' }, 'followUp.at'],
    ['Rescheduled without a time', { ...log, status: 'Rescheduled', followUp: { note: 'x' } }, 'followUp.at'],
    ['a status that is none', { ...log, status: 'Hung up' }, 'status'],
    ['no duration', { leadId: 'l_asha', status: 'Called' }, 'durationSeconds'],
    ['a negative duration', { ...log, durationSeconds: -1 }, 'durationSeconds'],
    ['neither lead nor number', { status: 'Called', durationSeconds: 1 }, 'leadId'],
    ['both lead and number', { ...log, leadPhone: '+919800000001' }, 'leadId'],
    ['a number that is none', { leadPhone: 'call me', status: 'Called', durationSeconds: 1 }, 'leadPhone'],
    ['a lead status that is none', { ...log, leadStatus: 'sold' }, 'leadStatus'],
    ['a start that is two days ahead', { ...log, startedAt: at(2 * 86_400) }, 'startedAt'],
    ['a field that it does not know', { ...log, mood: 'good' }, 'mood'],
  ])('and is told about %s', async (_what, body, path) => {
    const { logs } = await aLogger();
    const { status, json } = await logs(body);
    expect(status).toBe(400);
    expect(json.errors[0].path).toBe(path);
  });

  it('accepts Called without talk time, and flags it', async () => {
    const { logs, early } = await aLogger();
    expect((await logs({ ...log, ...early, durationSeconds: 0 })).json).toMatchObject({
      connected: false,
      flags: ['called-without-talk-time'],
    });
  });

  it('sets the status of the lead that the conversation produced', async () => {
    const { logs, leadNow, early } = await aLogger();
    await logs({ ...log, ...early, leadStatus: 'interested' });
    expect(await leadNow()).toMatchObject({ status: 'interested' });
  });

  it('logs it once, however often the same request comes', async () => {
    const { logs, dependencies, early } = await aLogger();
    const key = { 'idempotency-key': 'log-1' };
    const first = await logs({ ...log, ...early }, key);
    const again = await logs({ ...log, ...early }, key);
    expect(again.json.id).toBe(first.json.id);
    expect((await dependencies.calls.get('w_1', first.json.id))?.facts).toHaveLength(1);
  });

  it('has keys of their own: what another agent logged under the same one is not theirs', async () => {
    const { call, tokens, dependencies, early } = await aLogger();
    const ravi = await addToken(dependencies, 'w_1', { role: 'agent', agent: 'a_ravi' });
    const body = { leadPhone: '+919800000009', status: 'Called', durationSeconds: 5, ...early };
    const headers = { 'idempotency-key': '1' };
    const logged = await Promise.all([tokens.agent, ravi].map((token) => call('POST', '/api/calls', { token, body, headers })));
    expect(logged.map(({ json }) => json.agent.id)).toEqual(['a_asha', 'a_ravi']);
  });

  it('may log no call of another agent, and none of a lead out of sight', async () => {
    const { logs } = await aLogger();
    expect((await logs({ ...log, agent: 'a_ravi' })).status).toBe(403);
    expect((await logs({ ...log, leadId: 'l_ravi' })).status).toBe(404);
  });

  it('is a supervisor who names the agent', async () => {
    const { call, tokens, early } = await aLogger();
    const body = { ...log, ...early, agent: 'a_asha' };
    expect((await call('POST', '/api/calls', { token: tokens.supervisor, body })).json).toMatchObject({ agent: { id: 'a_asha' } });
    expect((await call('POST', '/api/calls', { token: tokens.supervisor, body: { ...body, agent: 'a_ravi' } })).status).toBe(400);
  });
});

describe('a log and a webhook of the same call', () => {
  it('are one call: the disposition is the agent’s, the time the dialler’s', async () => {
    const { logs, dependencies } = await aLogger();
    const { json } = await logs({ ...log, startedAt: at(-1100), status: 'Follow up', durationSeconds: 300, followUp: { at: at(86_400) } });
    expect(json).toMatchObject({
      id: 'c_asha',
      status: 'Follow up',
      outcome: 'Busy',
      startedAt: at(-600),
      endedAt: at(-500),
      talkSeconds: 300,
    });
    expect((await dependencies.calls.get('w_1', 'c_asha'))?.facts).toHaveLength(2);
  });

  it('stay one when the request comes again', async () => {
    const { logs, dependencies } = await aLogger();
    const key = { 'idempotency-key': 'log-2' };
    const said = { ...log, startedAt: at(-1100) };
    await logs(said, key);
    expect((await logs(said, key)).json.id).toBe('c_asha');
    expect((await dependencies.calls.get('w_1', 'c_asha'))?.facts).toHaveLength(2);
  });

  it('stay apart when they begin more than ten minutes from one another', async () => {
    const { logs } = await aLogger();
    expect((await logs({ ...log, startedAt: at(-1201) })).json).toMatchObject({ connection: null, flags: [] });
  });

  it('stay apart where two calls may be meant, and all say so', async () => {
    const { logs, dependencies } = await aLogger();
    const facts = [aFact({ signal: 'busy', startedAt: at(-400), endedAt: at(-390), agent: { id: 'a_asha' }, leadPhone: '+919800000001' })];
    const frame = aFrame({ leadId: 'l_asha' });
    await dependencies.calls.save({
      id: 'c_near',
      workspace: 'w_1',
      connection: 'cn_1',
      externalId: 'near',
      version: 1,
      frame,
      facts,
      call: callFrom(facts, frame),
    });
    expect((await logs({ ...log, startedAt: at(-500) })).json).toMatchObject({ connection: null, flags: ['possible-duplicate'] });
    for (const id of ['c_asha', 'c_near']) {
      expect((await dependencies.calls.get('w_1', id))?.call.flags).toContain('possible-duplicate');
    }
  });
});

describe('a correction', () => {
  it('wins over the log by its own time, and keeps what telephony said', async () => {
    const { corrects } = await aLogger();
    const { status, json } = await corrects('c_asha', { status: 'Called', durationSeconds: 45, note: 'they called back on my mobile' });
    expect(status).toBe(200);
    expect(json).toMatchObject({ status: 'Called', outcome: 'Busy', disposition: 'Called', connected: true, talkSeconds: 45 });
  });

  it('disposes of a live call', async () => {
    const { corrects, call, tokens } = await aLogger();
    await corrects('c_live', { status: 'Rescheduled', followUp: { at: at(7_200) } });
    expect((await call('GET', '/api/live', { token: tokens.agent })).json.items).toEqual([]);
  });

  it('of a log that was wrong changes how the call went', async () => {
    const { logs, corrects, early } = await aLogger();
    const { json } = await logs({ ...log, ...early });
    expect((await corrects(json.id, { status: 'Busy', durationSeconds: 0 })).json).toMatchObject({
      status: 'Busy',
      outcome: 'Busy',
      connected: false,
      endedAt: at(-19_910),
    });
  });

  it('withdraws the follow-up that the call made, and only that', async () => {
    const { logs, corrects, leadNow, early } = await aLogger();
    const { json } = await logs({ ...log, ...early, status: 'Follow up', followUp: { at: at(86_400) } });
    await corrects('c_asha', { status: 'Called' });
    expect(await leadNow()).toMatchObject({ status: 'followups', followUp: { at: at(86_400) } });
    await corrects(json.id, { status: 'Called' });
    expect(await leadNow()).toMatchObject({ status: 'not-picked', followUp: null });
  });

  it('is not for who does not see the call', async () => {
    const { corrects } = await aLogger();
    expect((await corrects('c_ravi', { note: 'x' })).status).toBe(404);
  });
});

import { describe, expect, it } from 'vitest';
import { scheduled, told } from '../../../shared/domain/follow-up-changes.ts';
import type { FollowUp } from '../../../shared/domain/lead.ts';
import { aFollowUp, at } from '../../builders.ts';
import { aTeam } from './a-team.ts';

const day = 86_400;

/** A team, and what its agent Asha does with follow-ups; now is Sunday, 15:30 in India. */
async function aPlanner() {
  const team = await aTeam();
  const { call, tokens, dependencies } = team;
  const as = (token: string) => ({
    list: async (query = '') => (await call('GET', `/api/follow-ups?${query}`, { token })).json.items,
    schedules: (lead: string, body: object = {}, headers?: Record<string, string>) =>
      call('POST', `/api/leads/${lead}/follow-ups`, { token, body, ...(headers && { headers }) }),
    changes: (id: string, body: object) => call('PATCH', `/api/follow-ups/${id}`, { token, body }),
    reads: (id: string) => call('GET', `/api/follow-ups/${id}`, { token }),
  });
  /** Puts a follow-up into the past, as nobody can through the API. */
  const rewind = async (leadId: string, followUp: Partial<FollowUp>) => {
    const before = await dependencies.leads.get('w_1', leadId, { consistent: true });
    const next = aFollowUp({ id: `fu_${leadId}_2`, ...followUp });
    if (before) await dependencies.leads.save({ before, after: scheduled(before, next), at: at(-day) });
    return next.id;
  };
  const leadNow = async (id: string) => (await call('GET', `/api/leads/${id}`, { token: tokens.admin })).json;
  return { ...team, asha: as(tokens.agent), supervisor: as(tokens.supervisor), manager: as(tokens.manager), rewind, leadNow };
}

const idsOf = (items: { id: string }[]) => items.map(({ id }) => id);

describe('a follow-up is scheduled', () => {
  it('at the time that is given, and makes the lead Followups', async () => {
    const { asha, leadNow } = await aPlanner();
    const { status, json } = await asha.schedules('l_asha', { at: '2026-11-25T05:00:00Z', note: ' ask for the papers ' });
    expect(status).toBe(201);
    expect(json).toMatchObject({
      lead: { id: 'l_asha', name: 'Meera', phone: '+919800000001' },
      owner: { id: 'a_asha', name: 'Asha' },
      at: '2026-11-25T05:00:00.000Z',
      note: 'ask for the papers',
      state: 'upcoming',
      createdAt: at(),
      doneAt: null,
      resolution: null,
      callId: null,
      doneByCallId: null,
    });
    expect(await leadNow('l_asha')).toMatchObject({ status: 'followups', followUp: { id: json.id, at: json.at } });
    expect((await asha.reads(json.id)).json).toEqual(json);
  });

  it.each([
    ['Monday 10:00 in the zone of the workspace', null, '2026-11-23T04:30:00.000Z'],
    ['the next day on which people call', { start: '09:00', end: '18:00', days: [2, 4] }, '2026-11-24T04:30:00.000Z'],
  ])('by default on %s', async (_when, callingHours, moment) => {
    const { asha, call, tokens } = await aPlanner();
    expect((await call('PUT', '/api/settings/auto-assignment', { token: tokens.admin, body: { callingHours } })).status).toBe(200);
    expect((await asha.schedules('l_asha')).json).toMatchObject({ at: moment, note: null });
  });

  it('in the place of the one that was open, which has ended by that', async () => {
    const { asha } = await aPlanner();
    const { json } = await asha.schedules('l_asha');
    expect(idsOf(await asha.list())).toEqual([json.id]);
    expect(await asha.list('state=done')).toMatchObject([{ id: 'fu_l_asha_1', resolution: 'replaced', doneAt: at(), state: 'done' }]);
  });

  it('once, however often the same request comes', async () => {
    const { asha, dependencies } = await aPlanner();
    const key = { 'idempotency-key': 'next-1' };
    const first = await asha.schedules('l_asha', {}, key);
    expect((await asha.schedules('l_asha', {}, key)).json).toEqual(first.json);
    expect((await dependencies.leads.get('w_1', 'l_asha'))?.version).toBe(2);
    expect((await asha.schedules('l_asha')).json.id).not.toBe(first.json.id);
  });

  it.each([
    ['a time that is over', { at: at(-1) }, 'at'],
    ['a time that is none', { at: 'tomorrow' }, 'at'],
    ['a day without a time', { at: '2026-11-25' }, 'at'],
    ['a note that is too long', { note: 'x'.repeat(10_001) }, 'note'],
    ['an empty note', { note: ' ' }, 'note'],
    ['a field that it does not know', { owner: 'a_ravi' }, 'owner'],
  ])('but not with %s', async (_what, body, path) => {
    const { asha } = await aPlanner();
    const { status, json } = await asha.schedules('l_asha', body);
    expect([status, json.errors[0].path]).toEqual([400, path]);
  });

  it('but not for a lead that is not there, or out of sight', async () => {
    const { asha, supervisor, manager } = await aPlanner();
    for (const lead of ['l_nobody', 'l_ravi', 'l_free']) expect((await asha.schedules(lead)).status).toBe(404);
    expect((await supervisor.schedules('l_ravi')).status).toBe(404);
    expect((await manager.schedules('l_free')).json).toMatchObject({ owner: null, lead: { id: 'l_free' } });
  });
});

describe('follow-ups are listed', () => {
  it('by state, each in exactly one', async () => {
    const { manager, rewind } = await aPlanner();
    const due = await rewind('l_asha', { at: at(0) });
    const overdue = await rewind('l_ravi', { at: at(-day), createdAt: at(-3 * day) });
    const { json: upcoming } = await manager.schedules('l_free', { at: at(1) });
    expect(idsOf(await manager.list('state=upcoming'))).toEqual([upcoming.id]);
    expect(await manager.list('state=due')).toMatchObject([{ id: due, state: 'due' }]);
    expect(await manager.list('state=overdue')).toMatchObject([{ id: overdue, state: 'overdue' }]);
    expect(idsOf(await manager.list())).toEqual([overdue, due, upcoming.id]);
    expect((await manager.list('state=done')).map(({ state }: { state: string }) => state)).toEqual(['done', 'done']);
  });

  it('to agents their own, to supervisors their branch’s, to managers all', async () => {
    const { asha, supervisor, manager } = await aPlanner();
    const { json: nobodys } = await manager.schedules('l_free', { at: at(day + 1) });
    for (const caller of [asha, supervisor]) {
      expect(idsOf(await caller.list())).toEqual(['fu_l_asha_1']);
      expect(await caller.list('owner=a_ravi')).toEqual([]);
      expect(await caller.list('owner=none')).toEqual([]);
    }
    expect(idsOf(await manager.list())).toEqual(['fu_l_asha_1', 'fu_l_ravi_1', nobodys.id]);
    expect(idsOf(await manager.list('owner=a_ravi'))).toEqual(['fu_l_ravi_1']);
    expect(idsOf(await manager.list('owner=none'))).toEqual([nobodys.id]);
  });

  it('page by page', async () => {
    const { call, tokens } = await aPlanner();
    const first = (await call('GET', '/api/follow-ups?limit=1', { token: tokens.manager })).json;
    const second = (await call('GET', `/api/follow-ups?limit=1&cursor=${first.next}`, { token: tokens.manager })).json;
    expect([...idsOf(first.items), ...idsOf(second.items), second.next]).toEqual(['fu_l_asha_1', 'fu_l_ravi_1', null]);
  });

  it('but in no state that is none', async () => {
    const { call, tokens } = await aPlanner();
    const { status, json } = await call('GET', '/api/follow-ups?state=late', { token: tokens.agent });
    expect([status, json.errors[0].path]).toEqual([400, 'state']);
  });
});

describe('an open follow-up', () => {
  it('is moved, and falls due anew', async () => {
    const { asha, dependencies, rewind, leadNow } = await aPlanner();
    const id = await rewind('l_asha', { at: at(-60), note: 'old' });
    const before = await dependencies.leads.get('w_1', 'l_asha');
    if (before?.followUp) await dependencies.leads.save({ before, after: told(before, before.followUp, at(-30)), at: at(-30) });
    expect(await dependencies.followUps.due('w_1', at(7200))).toEqual([]);
    expect((await asha.changes(id, { at: at(7200) })).json).toMatchObject({ id, at: at(7200), note: 'old', state: 'upcoming' });
    expect(await leadNow('l_asha')).toMatchObject({ followUp: { id, at: at(7200) } });
    expect(await dependencies.followUps.due('w_1', at(7200))).toMatchObject([{ id }]);
  });

  it('gets another note, or none', async () => {
    const { asha } = await aPlanner();
    expect((await asha.changes('fu_l_asha_1', { note: 'bring the form' })).json).toMatchObject({ note: 'bring the form', at: at(day) });
    expect((await asha.changes('fu_l_asha_1', { note: null })).json).toMatchObject({ note: null });
  });

  it.each([
    ['is done, and leaves the lead’s status as it is', 'done', 'by-hand', 'followups'],
    ['is taken back, and the lead is Assigned again', 'withdrawn', 'withdrawn', 'assigned'],
  ])('%s', async (_what, state, resolution, status) => {
    const { asha, leadNow } = await aPlanner();
    const { json } = await asha.schedules('l_asha');
    const ended = await asha.changes(json.id, { state });
    expect(ended.json).toMatchObject({ state: 'done', resolution, doneAt: at(), doneByCallId: null });
    expect(await leadNow('l_asha')).toMatchObject({ status, followUp: null });
    expect((await asha.changes(json.id, { state })).json).toEqual(ended.json);
  });

  it('stays as it is when nothing is said of it', async () => {
    const { asha, dependencies } = await aPlanner();
    expect((await asha.changes('fu_l_asha_1', {})).status).toBe(200);
    expect((await dependencies.leads.get('w_1', 'l_asha'))?.version).toBe(1);
  });

  it.each([
    ['a time that is over', { at: at(-1) }, 'at'],
    ['a state that is none', { state: 'overdue' }, 'state'],
    ['an end and a time at once', { state: 'done', at: at(60) }, 'state'],
    ['a field that it does not know', { lead: 'l_ravi' }, 'lead'],
  ])('is not changed to %s', async (_what, body, path) => {
    const { asha } = await aPlanner();
    const { status, json } = await asha.changes('fu_l_asha_1', body);
    expect([status, json.errors[0].path]).toEqual([400, path]);
  });

  it('goes with its lead to another agent, who sees it from then on', async () => {
    const { asha, manager, call, tokens } = await aPlanner();
    await call('PATCH', '/api/leads/l_asha', { token: tokens.manager, body: { owner: 'a_ravi' } });
    expect((await asha.reads('fu_l_asha_1')).status).toBe(404);
    expect(await manager.list('owner=a_ravi')).toHaveLength(2);
  });
});

describe('a follow-up', () => {
  it('that has ended is not changed any more', async () => {
    const { asha } = await aPlanner();
    await asha.changes('fu_l_asha_1', { state: 'done' });
    for (const body of [{ at: at(60) }, { note: 'x' }, { state: 'withdrawn' }]) {
      expect((await asha.changes('fu_l_asha_1', body)).status).toBe(409);
    }
  });

  it.each(['fu_l_ravi_1', 'fu_l_asha_9', 'nonsense'])('that the caller does not see is not there: %s', async (id) => {
    const { asha } = await aPlanner();
    expect((await asha.reads(id)).status).toBe(404);
    expect((await asha.changes(id, { state: 'done' })).status).toBe(404);
  });

  it('that a call made and somebody moved outlives a correction of the call', async () => {
    const { asha, call, tokens, leadNow } = await aPlanner();
    const body = {
      leadId: 'l_asha',
      status: 'Follow up',
      durationSeconds: 60,
      startedAt: at(-20_000),
      followUp: { at: '2026-11-24T10:00:00Z' },
    };
    const logged = (await call('POST', '/api/calls', { token: tokens.agent, body })).json;
    const [followUp] = await asha.list();
    expect(followUp).toMatchObject({ at: '2026-11-24T10:00:00.000Z', callId: logged.id });
    await asha.changes(followUp.id, { at: at(3 * day) });
    await call('PATCH', `/api/calls/${logged.id}`, { token: tokens.agent, body: { status: 'Called' } });
    expect(await leadNow('l_asha')).toMatchObject({ followUp: { id: followUp.id, at: at(3 * day) } });
  });

  it('that was agreed on while another was due ends that one by the call', async () => {
    const { asha, call, tokens, rewind } = await aPlanner();
    const earlier = await rewind('l_asha', { at: at(-60) });
    const body = { leadId: 'l_asha', status: 'Follow up', durationSeconds: 60, startedAt: at(-2000), followUp: { at: at(day) } };
    const logged = (await call('POST', '/api/calls', { token: tokens.agent, body })).json;
    expect(await asha.list('state=done')).toMatchObject([
      { id: earlier, resolution: 'spoken-to', doneByCallId: logged.id },
      { id: 'fu_l_asha_1' },
    ]);
  });
});

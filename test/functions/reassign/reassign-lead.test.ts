import { beforeEach, describe, expect, it } from 'vitest';
import { callEventOf } from '../../../functions/publish/call-events.ts';
import { reassignLead } from '../../../functions/reassign/reassign-lead.ts';
import type { CallEventDetail } from '../../../shared/contracts/events.ts';
import type { RecordedCall } from '../../../shared/domain/call.ts';
import { callFrom } from '../../../shared/domain/call-from.ts';
import type { Fact } from '../../../shared/domain/fact.ts';
import type { Lead } from '../../../shared/domain/lead.ts';
import type { Decision } from '../../../shared/domain/reassignment.ts';
import { mergedCall } from '../../../shared/domain/same-call.ts';
import type { Directory } from '../../../shared/domain/workspace.ts';
import { callIdOf } from '../../../shared/store/ids.ts';
import { aDirectory, aFact, aFrame, aLead, anAgent, aPolicy, at } from '../../builders.ts';
import { memoryCallStore } from '../../doubles/memory-call-store.ts';
import { memoryLeadStore } from '../../doubles/memory-lead-store.ts';

let world: ReturnType<typeof aWorld>;

function aWorld() {
  const made = { calls: memoryCallStore(), leads: memoryLeadStore(), workspace: aDirectory(), now: () => at(60) };
  return { ...made, directory: async (): Promise<Directory> => made.workspace };
}

beforeEach(() => {
  world = aWorld();
});

async function lead(fields: Partial<Lead> = {}): Promise<void> {
  await world.leads.save({ before: undefined, after: aLead({ status: 'assigned', ...fields }), at: at() });
}

/** A call that ended so, stored, and the event that it is. */
async function ended(said: Partial<Fact>, id = 'c_1'): Promise<CallEventDetail> {
  const frame = aFrame({ leadId: 'l_1' });
  const facts = [aFact({ leadPhone: '+919812345678', ...said })];
  const call: RecordedCall = {
    id,
    workspace: 'w_1',
    connection: 'n_1',
    externalId: id,
    version: 1,
    frame,
    facts,
    call: callFrom(facts, frame),
  };
  await world.calls.save(call);
  const event = callEventOf({ before: undefined, after: call });
  if (!event) throw new Error('the call has not ended');
  return event.detail;
}

const stored = () => world.leads.all()[0];

describe('reassignLead', () => {
  it.each<[string, Partial<Fact>, string]>([
    ['Busy', { signal: 'busy', direction: 'outbound' }, 'not-picked'],
    ['No Answer', { signal: 'unanswered', direction: 'outbound' }, 'not-picked'],
    ['Missed', { signal: 'unanswered', direction: 'inbound' }, 'missed'],
  ])('gives a lead on after %s, in the status that the outcome makes', async (_status, said, status) => {
    await lead();
    const decision = await reassignLead(await ended(said), world);
    expect(decision).toMatchObject({ kind: 'reassigned', to: 'a_ravi' });
    expect(stored()).toMatchObject({ status, owner: 'a_ravi', recycles: 1, lastCallAt: at() });
  });

  it('does so once, however often the message comes', async () => {
    await lead();
    const outcome = await ended({ signal: 'busy' });
    const decisions: Decision[] = [];
    for (let delivery = 0; delivery < 10; delivery++) decisions.push(await reassignLead(outcome, world));
    expect(new Set(decisions.map((decision) => ('to' in decision ? decision.to : null)))).toEqual(new Set(['a_ravi']));
    expect(stored()).toMatchObject({ owner: 'a_ravi', recycles: 1 });
    expect(world.leads.allDecisions()).toHaveLength(1);
  });

  it('does so once when two instances get the message at the same time', async () => {
    await lead();
    const outcome = await ended({ signal: 'busy' });
    await Promise.all([reassignLead(outcome, world), reassignLead(outcome, world)]);
    expect(stored()?.recycles).toBe(1);
    expect(world.leads.allDecisions()).toHaveLength(1);
  });

  it.each(['the log', 'what was told'])(
    'does so once for a log and what was told of its call, where %s was decided on before they became one',
    async (first) => {
      await lead();
      const unanswered = { signal: 'no-answer', direction: 'outbound' } as const;
      const toldId = callIdOf('w_1', 'n_1', 'x-1');
      const outcomes = { 'the log': await ended(unanswered, 'c_log'), 'what was told': await ended(unanswered, toldId) };
      const decision = await reassignLead(outcomes[first as keyof typeof outcomes], world);
      const [log, told] = world.calls.all();
      if (!log || !told) throw new Error('both are stored');
      const merged = mergedCall({ ...log, connection: null }, { ...told, externalId: 'x-1' });
      expect(await world.calls.merge(merged, told)).toBe('saved');
      for (const outcome of Object.values(outcomes)) expect(await reassignLead(outcome, world)).toMatchObject(decision);
      expect(world.leads.allDecisions()).toHaveLength(1);
      expect(stored()).toMatchObject({ recycles: 1, attempts: 1, statusSteps: [{ callId: 'c_log' }] });
    },
  );

  it('leaves a lead whose call turned out to be a conversation', async () => {
    await lead();
    const outcome = await ended({ signal: 'completed', talkSeconds: 60 });
    expect(await reassignLead({ ...outcome, status: 'Busy' }, world)).toMatchObject({ kind: 'kept', reason: 'superseded' });
    expect(stored()?.owner).toBe('a_asha');
  });

  it('leaves a lead whose call turned out to be a conversation while it was being read', async () => {
    await lead();
    const outcome = await ended({ signal: 'busy' });
    const spoken = { lastConnectedAt: at(30), version: 2 };
    const get: typeof world.leads.get = async (...asked) => {
      const before = await world.leads.get(...asked);
      if (before?.version === 1) {
        const [call] = world.calls.all();
        if (!call) throw new Error('the call is stored');
        const facts = [...call.facts, aFact({ id: 'f_2', signal: 'completed', talkSeconds: 60, leadPhone: '+919812345678' })];
        await world.calls.save({ ...call, version: 2, facts, call: callFrom(facts, call.frame) });
        await world.leads.save({ before, after: { ...before, ...spoken }, at: at(30) });
      }
      return world.leads.get(...asked);
    };
    expect(await reassignLead(outcome, { ...world, leads: { ...world.leads, get } })).toMatchObject({ reason: 'superseded' });
    expect(stored()).toMatchObject({ owner: 'a_asha', ...spoken });
  });

  it('notes the outcome on the lead also while auto-assignment is off', async () => {
    await lead();
    world.workspace.policy = aPolicy({ enabled: false });
    expect(await reassignLead(await ended({ signal: 'busy', direction: 'outbound' }), world)).toMatchObject({
      kind: 'kept',
      reason: 'policy-off',
    });
    expect(stored()).toMatchObject({ status: 'not-picked', owner: 'a_asha', attempts: 1 });
  });

  it('counts attempts from the calls, not one by one', async () => {
    await lead();
    for (const id of ['c_1', 'c_2', 'c_3']) await reassignLead(await ended({ signal: 'busy', direction: 'outbound' }, id), world);
    await reassignLead(await ended({ signal: 'busy', direction: 'outbound' }, 'c_3'), world);
    expect(stored()?.attempts).toBe(3);
  });

  it('forgets a conversation that was told of a call and taken back, though the call is decided on already', async () => {
    await lead();
    const outcome = await ended({ signal: 'unanswered', direction: 'outbound' });
    await reassignLead(outcome, world);
    const [before] = world.leads.all();
    if (!before) throw new Error('the lead is stored');
    const firsts = { attemptAt: at(), connectAt: at(), attemptsToConnect: 1 };
    const noted: Lead = { ...before, lastConnectedAt: at(), firsts, version: before.version + 1 };
    await world.leads.save({ before, after: noted, at: at(30) });
    await reassignLead(outcome, world);
    expect(stored()).toMatchObject({ lastConnectedAt: null, firsts: { connectAt: null, attemptsToConnect: null }, owner: before.owner });
    expect(world.leads.allDecisions()).toHaveLength(1);
  });

  it('makes the status anew where the call, which is decided on already, is said to be a conversation and then not', async () => {
    await lead();
    const outcome = await ended({ signal: 'unanswered', direction: 'outbound' });
    await reassignLead(outcome, world);
    const [rung] = world.leads.all();
    if (!rung) throw new Error('the lead is gone');
    const takenBack = { ...rung, status: 'assigned', statusSteps: [], version: rung.version + 1 };
    await world.leads.save({ before: rung, after: takenBack, at: at(90) });
    await reassignLead(outcome, world);
    expect(stored()).toMatchObject({ status: 'not-picked', owner: rung.owner, recycles: rung.recycles });
  });

  it('makes a lead of an unknown caller whom nobody answered, and finds it an owner', async () => {
    await reassignLead(await ended({ signal: 'unanswered', direction: 'inbound' }), world);
    expect(stored()).toMatchObject({ phone: '+919812345678', status: 'missed', owner: 'a_asha', source: 'missed-call' });
  });

  it('makes one lead of an unknown caller who rings twice, though both calls are told of at once', async () => {
    const missed = { signal: 'unanswered', direction: 'inbound' } as const;
    const outcomes = [await ended(missed, 'c_1'), await ended({ ...missed, startedAt: at(5) }, 'c_2')];
    await Promise.all([...outcomes, ...outcomes].map((outcome) => reassignLead(outcome, world)));
    expect(world.leads.all()).toHaveLength(1);
    expect(stored()).toMatchObject({ status: 'missed', createdBy: { kind: 'call', token: null } });
    expect(
      world.leads
        .allDecisions()
        .map(({ callId }) => callId)
        .toSorted(),
    ).toEqual(['c_1', 'c_2']);
  });

  it('makes no lead of an unknown caller where the workspace does not want it', async () => {
    world.workspace.settings = { ...world.workspace.settings, leadsFromUnknownCallers: false };
    await reassignLead(await ended({ signal: 'unanswered', direction: 'inbound' }), world);
    expect(world.leads.all()).toEqual([]);
  });

  it('makes no lead of an unknown number that somebody rang', async () => {
    expect(await reassignLead(await ended({ signal: 'busy', direction: 'outbound' }), world)).toMatchObject({ reason: 'no-lead' });
    expect(world.leads.all()).toEqual([]);
  });

  it('keeps every agent within the cap, though a hundred outcomes come at once', async () => {
    world.workspace.agents = ['a_1', 'a_2', 'a_3'].map((id) => anAgent(id, { leadCap: 20 }));
    const outcomes: CallEventDetail[] = [];
    for (let n = 0; n < 100; n++) {
      await world.leads.save({
        before: undefined,
        after: aLead({ id: `l_${n}`, phone: `+91981${n}`, owner: null, status: 'assigned' }),
        at: at(),
      });
      const frame = aFrame({ leadId: `l_${n}` });
      const facts = [aFact({ signal: 'busy' })];
      const call: RecordedCall = {
        id: `c_${n}`,
        workspace: 'w_1',
        connection: 'n_1',
        externalId: `x${n}`,
        version: 1,
        frame,
        facts,
        call: callFrom(facts, frame),
      };
      await world.calls.save(call);
      outcomes.push(callEventOf({ before: undefined, after: call })?.detail as CallEventDetail);
    }
    // What loses every race goes back to its queue: here it is simply sent again.
    let waiting = outcomes;
    for (let delivery = 0; delivery < 20 && waiting.length > 0; delivery++) {
      const settled = await Promise.allSettled(waiting.map((outcome) => reassignLead(outcome, world)));
      waiting = waiting.filter((_, index) => settled[index]?.status === 'rejected');
    }
    expect(waiting).toEqual([]);
    const owned = Map.groupBy(world.leads.all(), ({ owner }) => owner);
    expect(['a_1', 'a_2', 'a_3'].map((id) => owned.get(id)?.length)).toEqual([20, 20, 20]);
    expect(owned.get(null)).toHaveLength(40);
    expect(await world.leads.loads('w_1')).toEqual(expect.arrayContaining([expect.objectContaining({ agentId: 'a_1', load: 20 })]));
  });
});

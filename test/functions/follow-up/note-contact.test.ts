import { beforeEach, describe, expect, it } from 'vitest';
import { noteContact } from '../../../functions/follow-up/note-contact.ts';
import { callEventOf } from '../../../functions/publish/call-events.ts';
import type { CallEventDetail } from '../../../shared/contracts/events.ts';
import type { RecordedCall } from '../../../shared/domain/call.ts';
import { callFrom } from '../../../shared/domain/call-from.ts';
import type { Fact } from '../../../shared/domain/fact.ts';
import { ended } from '../../../shared/domain/follow-up-changes.ts';
import { mergedCall } from '../../../shared/domain/same-call.ts';
import type { FollowUpStore } from '../../../shared/store/follow-up-store.ts';
import { callIdOf } from '../../../shared/store/ids.ts';
import { aFact, aFollowUp, aFrame, aLead, at } from '../../builders.ts';
import { memoryCallStore } from '../../doubles/memory-call-store.ts';
import { memoryFollowUpStore } from '../../doubles/memory-follow-up-store.ts';
import { memoryLeadStore } from '../../doubles/memory-lead-store.ts';

let world: { calls: ReturnType<typeof memoryCallStore>; leads: ReturnType<typeof memoryLeadStore>; followUps: FollowUpStore };

beforeEach(() => {
  const leads = memoryLeadStore();
  world = { calls: memoryCallStore(), leads, followUps: memoryFollowUpStore(leads) };
});

async function connected(said: Partial<Fact> = {}, id = 'c_1'): Promise<CallEventDetail> {
  const frame = aFrame({ leadId: 'l_1' });
  const facts = [aFact({ signal: 'completed', talkSeconds: 60, direction: 'outbound', ...said })];
  const call: RecordedCall = {
    id,
    workspace: 'w_1',
    connection: 'n_1',
    externalId: 'x',
    version: 1,
    frame,
    facts,
    call: callFrom(facts, frame),
  };
  await world.calls.save(call);
  return callEventOf({ before: undefined, after: call })?.detail as CallEventDetail;
}

describe('noteContact', () => {
  it('notes attempts and the last contact on the lead, once', async () => {
    await world.leads.save({ before: undefined, after: aLead(), at: at() });
    const outcome = await connected();
    expect(await noteContact(outcome, world)).toBe('noted');
    expect(await noteContact(outcome, world)).toBe('unchanged');
    expect(world.leads.all()[0]).toMatchObject({ attempts: 1, lastConnectedAt: at(), lastCallAt: at(), version: 2 });
  });

  it.each([
    ['resolves a follow-up of that day', aFollowUp(), null],
    ['resolves one that is overdue', aFollowUp({ at: at(-86_400), createdAt: at(-90_000) }), null],
    ['leaves one of a later day', aFollowUp({ at: at(86_400) }), aFollowUp({ at: at(86_400) })],
    ['leaves one that the call itself made', aFollowUp({ callId: 'c_1' }), aFollowUp({ callId: 'c_1' })],
    ['leaves one that was made since', aFollowUp({ createdAt: at(1) }), aFollowUp({ createdAt: at(1) })],
  ])('%s', async (_fact, open, left) => {
    await world.leads.save({ before: undefined, after: aLead({ status: 'followups', followUp: open }), at: at() });
    await noteContact(await connected(), world);
    expect(world.leads.all()[0]).toMatchObject({ status: 'followups', followUp: left });
    const end = left === null ? { resolution: 'spoken-to', callId: 'c_1', at: at() } : null;
    expect(world.leads.allFollowUps()).toMatchObject([{ id: open.id, end }]);
  });

  it.each([
    ['spoke', { talkSeconds: 60 }],
    ['did not say how long', { talkSeconds: 0 }],
  ])('schedules what was agreed on in the dialler, once, whatever becomes of it: they %s', async (_what, said) => {
    await world.leads.save({ before: undefined, after: aLead(), at: at() });
    const outcome = await connected({ ...said, disposition: 'Rescheduled', followUpAt: at(86_400), note: 'is driving' });
    expect(await noteContact(outcome, world)).toBe('noted');
    const [lead] = world.leads.all();
    expect(lead).toMatchObject({ status: 'followups', followUp: { at: at(86_400), note: 'is driving', callId: 'c_1', createdAt: at() } });
    expect(await noteContact(outcome, world)).toBe('unchanged');
    if (lead) await world.leads.save({ before: lead, ...ended(lead, { resolution: 'by-hand', callId: null }), at: at(9) });
    expect(await noteContact(outcome, world)).toBe('unchanged');
    expect(world.leads.all()).toMatchObject([{ followUp: null }]);
  });

  it('schedules it once, where what was told of the call became one with its log since', async () => {
    await world.leads.save({ before: undefined, after: aLead(), at: at() });
    const outcome = await connected({ disposition: 'Follow up', followUpAt: at(86_400) }, callIdOf('w_1', 'n_1', 'x'));
    await noteContact(outcome, world);
    const [told] = world.calls.all();
    if (!told) throw new Error('it is stored');
    const log: RecordedCall = { ...told, id: 'c_log', connection: null, externalId: 'log', facts: [aFact({ source: 'agent', note: 'x' })] };
    await world.calls.save(log);
    await world.calls.merge(mergedCall(log, told), told);
    expect(await noteContact(outcome, world)).toBe('noted');
    expect(await noteContact(outcome, world)).toBe('unchanged');
    expect(world.leads.allFollowUps()).toMatchObject([{ callId: 'c_log', end: null }]);
  });

  it('makes it again where an older word of the same call, acted on later, took its place', async () => {
    await world.leads.save({ before: undefined, after: aLead(), at: at() });
    const older: Partial<Fact> = { disposition: 'Rescheduled', followUpAt: at(172_800), occurredAt: at(-9), receivedAt: at(5) };
    const toldId = callIdOf('w_1', 'n_1', 'x');
    const log = await connected({ source: 'agent', disposition: 'Follow up', followUpAt: at(86_400) }, 'c_log');
    await noteContact(log, world);
    const told = await connected(older, toldId);
    await noteContact(told, world);
    expect(world.leads.all()).toMatchObject([{ followUp: { at: at(172_800) } }]);
    const [logged, other] = world.calls.all();
    if (!logged || !other) throw new Error('both are stored');
    await world.calls.merge(mergedCall({ ...logged, connection: null, externalId: 'log' }, other), other);
    expect(await noteContact(told, world)).toBe('noted');
    expect(await noteContact(log, world)).toBe('unchanged');
    expect(world.leads.all()).toMatchObject([{ followUp: { at: at(86_400), callId: 'c_log' } }]);
    expect(world.leads.allFollowUps().filter(({ end }) => end === null)).toHaveLength(1);
  });

  it('resolves the earlier follow-up by the very call in which the next one was agreed on', async () => {
    await world.leads.save({ before: undefined, after: aLead({ followUp: aFollowUp() }), at: at() });
    await noteContact(await connected({ disposition: 'Follow up', followUpAt: at(86_400) }), world);
    expect(world.leads.allFollowUps()).toMatchObject([{ end: { resolution: 'spoken-to', callId: 'c_1' } }, { end: null, at: at(86_400) }]);
  });

  it('leaves what a person scheduled after the call, though its news comes late', async () => {
    const open = aFollowUp({ at: at(172_800), createdAt: at(1) });
    await world.leads.save({ before: undefined, after: aLead({ followUp: open }), at: at() });
    await noteContact(await connected({ disposition: 'Follow up', followUpAt: at(86_400) }), world);
    expect(world.leads.all()).toMatchObject([{ followUp: open }]);
  });

  it('makes no lead of a number that is none', async () => {
    expect(await noteContact(await connected(), world)).toBe('no-lead');
  });
});

import { beforeEach, describe, expect, it } from 'vitest';
import { noteContact } from '../../../functions/follow-up/note-contact.ts';
import { callEventOf } from '../../../functions/publish/call-events.ts';
import type { CallEventDetail } from '../../../shared/contracts/events.ts';
import type { RecordedCall } from '../../../shared/domain/call.ts';
import { callFrom } from '../../../shared/domain/call-from.ts';
import type { FollowUp } from '../../../shared/domain/lead.ts';
import { aFact, aFrame, aLead, at } from '../../builders.ts';
import { memoryCallStore } from '../../doubles/memory-call-store.ts';
import { memoryLeadStore } from '../../doubles/memory-lead-store.ts';

let world: { calls: ReturnType<typeof memoryCallStore>; leads: ReturnType<typeof memoryLeadStore> };

beforeEach(() => {
  world = { calls: memoryCallStore(), leads: memoryLeadStore() };
});

async function connected(): Promise<CallEventDetail> {
  const frame = aFrame({ leadId: 'l_1' });
  const facts = [aFact({ signal: 'completed', talkSeconds: 60, direction: 'outbound' })];
  const call: RecordedCall = {
    id: 'c_1',
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

const followUp = (fields: Partial<FollowUp>): FollowUp => ({ id: 'u_1', at: at(3600), note: null, callId: null, ...fields });

describe('noteContact', () => {
  it('notes attempts and the last contact on the lead, once', async () => {
    await world.leads.save({ before: undefined, after: aLead(), at: at() });
    const outcome = await connected();
    expect(await noteContact(outcome, world)).toBe('noted');
    expect(await noteContact(outcome, world)).toBe('unchanged');
    expect(world.leads.all()[0]).toMatchObject({ attempts: 1, lastConnectedAt: at(), lastCallAt: at(), version: 2 });
  });

  it.each([
    ['resolves a follow-up of that day', followUp({}), null],
    ['resolves one that is overdue', followUp({ at: at(-86_400) }), null],
    ['leaves one of a later day', followUp({ at: at(86_400) }), followUp({ at: at(86_400) })],
    ['leaves one that the call itself made', followUp({ callId: 'c_1' }), followUp({ callId: 'c_1' })],
  ])('%s', async (_fact, open, left) => {
    await world.leads.save({ before: undefined, after: aLead({ status: 'followups', followUp: open }), at: at() });
    await noteContact(await connected(), world);
    expect(world.leads.all()[0]).toMatchObject({ status: 'followups', followUp: left });
  });

  it('makes no lead of a number that is none', async () => {
    expect(await noteContact(await connected(), world)).toBe('no-lead');
  });
});

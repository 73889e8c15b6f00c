import { beforeEach, describe, expect, it } from 'vitest';
import { endLostCalls } from '../../../functions/sweep/end-lost-calls.ts';
import type { RecordedCall } from '../../../shared/domain/call.ts';
import { callFrom } from '../../../shared/domain/call-from.ts';
import type { Fact } from '../../../shared/domain/fact.ts';
import { defaultSettings } from '../../../shared/domain/workspace.ts';
import { aFact, aFrame, at } from '../../builders.ts';
import { memoryCallStore } from '../../doubles/memory-call-store.ts';
import { memoryWorkspaceStore } from '../../doubles/memory-workspace-store.ts';

const hour = 3600;
let world: { calls: ReturnType<typeof memoryCallStore>; workspaces: ReturnType<typeof memoryWorkspaceStore>; now: () => string };

beforeEach(async () => {
  world = { calls: memoryCallStore(), workspaces: memoryWorkspaceStore(), now: () => at(3 * hour) };
  const settings = { ...defaultSettings, timezone: 'Asia/Kolkata', region: 'IN' };
  for (const id of ['w_1', 'w_2']) await world.workspaces.createWorkspace({ id, name: id, settings, createdAt: at() });
});

async function stored(id: string, ...said: Partial<Fact>[]): Promise<void> {
  const facts = said.map(aFact);
  const frame = aFrame();
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
}

const now = async (id: string) => (await world.calls.get('w_1', id))?.call;

describe('endLostCalls', () => {
  it.each<[string, Partial<Fact>[], object]>([
    ['No Answer where an outbound call only rang', [{ direction: 'outbound' }], { status: 'No Answer', talkSeconds: 0 }],
    ['Missed where an inbound call only rang', [{ direction: 'inbound' }], { status: 'Missed' }],
    [
      'Called, of unknown length, where somebody answered',
      [{ direction: 'outbound' }, { signal: 'answered', occurredAt: at(9) }],
      { status: 'Called', talkSeconds: 0, endedAt: at(9), flags: ['called-without-talk-time'] },
    ],
  ])('ends a call that nobody ended: %s', async (_what, said, call) => {
    await stored('c_lost', ...said);
    expect(await endLostCalls(world)).toEqual([{ workspace: 'w_1', ended: 1 }]);
    expect(await now('c_lost')).toMatchObject({ ended: true, reason: 'no-terminal-event', ...call });
    expect(await endLostCalls(world)).toEqual([]);
  });

  it('leaves a call that was heard of within the lease', async () => {
    await stored('c_long', {}, { signal: 'answered', occurredAt: at(2 * hour) });
    expect(await endLostCalls(world)).toEqual([]);
    expect((await now('c_long'))?.ended).toBe(false);
  });

  it.each<[string, Partial<Fact>, object]>([
    ['busy', { signal: 'busy' }, { status: 'Busy', reason: null }],
    [
      'talk',
      { signal: 'completed', talkSeconds: 50, occurredAt: at(60) },
      { status: 'Called', talkSeconds: 50, reason: null, endedAt: at(60) },
    ],
    ['no answer', { signal: 'unanswered', direction: 'outbound' }, { status: 'No Answer', reason: null }],
  ])('is corrected by the real ending, however late: %s', async (_what, said, call) => {
    await stored('c_lost', {}, { signal: 'answered', occurredAt: at(9) });
    await endLostCalls(world);
    const swept = await world.calls.get('w_1', 'c_lost');
    const facts = [...(swept?.facts ?? []), aFact({ ...said, receivedAt: at(4 * hour) })];
    expect(callFrom(facts, aFrame())).toMatchObject(call);
    expect(callFrom(facts.toReversed(), aFrame())).toEqual(callFrom(facts, aFrame()));
  });
});

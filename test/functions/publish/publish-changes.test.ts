import { describe, expect, it } from 'vitest';
import { type Change, publishChanges } from '../../../functions/publish/publish-changes.ts';
import type { RedialEvent } from '../../../shared/contracts/events.ts';
import type { DirtyDay } from '../../../shared/store/report-store.ts';
import { aDirectory, at } from '../../builders.ts';
import { memoryCallStore } from '../../doubles/memory-call-store.ts';

function aChange(sequenceNumber: string, change: Partial<Change> = {}): Change {
  const detail = { eventId: `e${sequenceNumber}` } as RedialEvent['detail'];
  return {
    sequenceNumber,
    recordId: `r${sequenceNumber}`,
    key: `call-${sequenceNumber}`,
    event: { source: 'redial', 'detail-type': 'Call Ended', detail },
    workspace: 'w_1',
    dirtied: ['2026-11-22'],
    unpaired: undefined,
    ...change,
  };
}

function publisher(failing: readonly string[] = []) {
  const groups: string[][] = [];
  const marks: DirtyDay[] = [];
  return {
    groups,
    marks,
    reports: { markDirty: async (mark: DirtyDay) => void marks.push(mark) },
    putEvents: async (events: readonly RedialEvent[]) => {
      const ids = events.map((event) => event.detail.eventId);
      groups.push(ids);
      return ids.flatMap((id, position) => (failing.includes(id) ? [position] : []));
    },
    now: () => at(),
    calls: memoryCallStore(),
    directory: async () => aDirectory(),
  };
}

const twelve = Array.from({ length: 12 }, (_, index) => aChange(String(index + 10)));

describe('publishChanges', () => {
  it('puts events on the bus in their order, ten at a time', async () => {
    const bus = publisher();
    expect(await publishChanges(twelve, bus)).toBeUndefined();
    expect(bus.groups.map((group) => group.length)).toEqual([10, 2]);
    expect(bus.groups.flat()).toEqual(twelve.map(({ sequenceNumber }) => `e${sequenceNumber}`));
  });

  it('goes on from the first event that did not get there, and sends nothing after its group', async () => {
    const bus = publisher(['e13', 'e11']);
    expect(await publishChanges(twelve, bus)).toBe('11');
    expect(bus.groups).toHaveLength(1);
  });

  it('never sends two events of the same call together, so that one cannot overtake the other', async () => {
    const bus = publisher();
    await publishChanges([aChange('1', { key: 'a' }), aChange('2', { key: 'b' }), aChange('3', { key: 'a' })], bus);
    expect(bus.groups).toEqual([['e1', 'e2'], ['e3']]);
  });

  it('marks a day once a batch, with a mark that no earlier batch left', async () => {
    const bus = publisher();
    await publishChanges([...twelve, aChange('30', { dirtied: ['2026-11-21'] })], bus);
    expect(bus.marks).toEqual([
      { workspace: 'w_1', day: '2026-11-22', mark: 'r21', markedAt: at() },
      { workspace: 'w_1', day: '2026-11-21', mark: 'r30', markedAt: at() },
    ]);
  });

  it('marks a day anew for a change of another shard that has the same number', async () => {
    const bus = publisher();
    for (const recordId of ['of-one-shard', 'of-another']) await publishChanges([aChange('10', { recordId })], bus);
    expect(bus.marks.map(({ mark }) => mark)).toEqual(['of-one-shard', 'of-another']);
  });

  it('says with the mark of a day why it is wrong, for all its changes of the batch', async () => {
    const bus = publisher();
    const cause = (callId: string) => ({ kind: 'correction' as const, callId, openSince: null });
    await publishChanges([aChange('1', { causes: [cause('c_1')] }), aChange('2'), aChange('3', { causes: [cause('c_3')] })], bus);
    expect(bus.marks).toMatchObject([{ mark: 'r3', causes: [cause('c_1'), cause('c_3')] }]);
  });

  it('marks the same day of two workspaces apart', async () => {
    const bus = publisher();
    await publishChanges([aChange('1'), aChange('2', { workspace: 'w_2' })], bus);
    expect(bus.marks.map(({ workspace }) => workspace)).toEqual(['w_1', 'w_2']);
  });

  it('marks days also where no event is due', async () => {
    const bus = publisher();
    await publishChanges([aChange('1', { event: undefined })], bus);
    expect(bus.groups).toEqual([]);
    expect(bus.marks).toHaveLength(1);
  });
});

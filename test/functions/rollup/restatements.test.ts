import { describe, expect, it } from 'vitest';
import type { RollUpDependencies } from '../../../functions/rollup/roll-up-dependencies.ts';
import type { DirtyCause, Restatement } from '../../../shared/domain/restatement.ts';
import { aReportCall } from '../../builders.ts';
import { aRollup } from './a-rollup.ts';

const day = '2026-11-22';
const correction: DirtyCause = { kind: 'correction', callId: 'c_1', openSince: null };
const busy = aReportCall({ id: 'c_1', status: 'Busy' });
const called = aReportCall({ id: 'c_1', status: 'Called', talkSeconds: 60 });

type Rollup = Awaited<ReturnType<typeof aRollup>>;

const restatementsOf = async ({ reports }: Rollup): Promise<Restatement[]> =>
  (await reports.restatements('w_1', { from: '2026-11-01', to: '2026-11-30' }, { limit: 100, cursor: undefined })).items;

/** A day with one busy call, counted before it closed; the clock shows a moment after it did. */
async function aClosedDay(): Promise<Rollup> {
  const rollup = await aRollup();
  rollup.calls.push(busy);
  await rollup.mark(day);
  await rollup.run();
  rollup.clock.now = '2026-11-25T00:00:00.000Z';
  rollup.told.length = 0;
  return rollup;
}

async function corrected(rollup: Rollup, causes = [correction]): Promise<void> {
  rollup.calls.splice(0, 1, called);
  await rollup.mark(day, { causes });
}

describe('a closed day that changes', () => {
  it('is restated: what changed, by how much, and why', async () => {
    const rollup = await aClosedDay();
    await corrected(rollup);
    await rollup.run();
    const [restatement, ...others] = await restatementsOf(rollup);
    expect(others).toEqual([]);
    expect(restatement).toMatchObject({
      day,
      at: '2026-11-25T00:00:00.000Z',
      version: 2,
      calls: 1,
      causes: [{ kind: 'correction', calls: ['c_1'] }],
    });
    expect(restatement?.changes).toEqual([
      { measure: 'byStatus.Called', before: 0, after: 1 },
      { measure: 'byStatus.Busy', before: 1, after: 0 },
      { measure: 'connected', before: 0, after: 1 },
      { measure: 'pickUpRate', before: 0, after: 1 },
      { measure: 'conversations', before: 0, after: 1 },
      { measure: 'talkSeconds', before: 0, after: 60 },
      { measure: 'averageTalkSeconds', before: null, after: 60 },
    ]);
  });

  it('is told of with an event of its own', async () => {
    const rollup = await aClosedDay();
    await corrected(rollup);
    await rollup.run();
    expect(rollup.told.map((event) => [event['detail-type'], event.detail.eventId])).toEqual([
      ['Day Rolled Up', 'day-rolled-up:w_1:2026-11-22:2'],
      ['Day Restated', 'day-restated:w_1:2026-11-22:2'],
    ]);
    expect(rollup.told[1]?.detail).toMatchObject({ day, version: 2, calls: 1, causes: ['correction'] });
  });

  it('is restated where only a breakdown changed', async () => {
    const rollup = await aClosedDay();
    rollup.calls.splice(0, 1, { ...busy, agent: 'a_ravi' });
    await rollup.mark(day, { causes: [correction] });
    await rollup.run();
    expect(await restatementsOf(rollup)).toMatchObject([{ changes: [], rows: expect.any(Number) }]);
  });

  it('is restated by a connect of a later day that returned its missed call, for that day’s reason', async () => {
    const rollup = await aClosedDay();
    rollup.calls.splice(0, 1, { ...busy, status: 'Missed' });
    await rollup.mark(day);
    await rollup.run();
    const next = { day: '2026-11-23', startedAt: '2026-11-23T08:00:00.000Z', talkSeconds: 40 };
    rollup.calls.push(aReportCall({ id: 'c_2', ...next }));
    await rollup.mark('2026-11-23', { causes: [{ kind: 'late-webhook', callId: 'c_2', openSince: null }] });
    await rollup.run();
    const [newest] = await restatementsOf(rollup);
    expect(newest).toMatchObject({ day, causes: [{ kind: 'late-webhook', calls: ['c_2'] }] });
    expect(newest?.changes).toEqual([{ measure: 'missedReturned', before: 0, after: 1 }]);
  });

  it.each<[string, (rollup: Rollup) => Promise<void> | void]>([
    ['it has not closed yet', ({ clock }) => void Object.assign(clock, { now: '2026-11-24T23:59:59.000Z' })],
    ['nothing of it changed', ({ calls }) => void calls.splice(0, 1, busy)],
    [
      'a call of it was in progress until now',
      async ({ calls, mark }) => {
        calls.splice(0, 1, called);
        await mark(day, { causes: [{ kind: 'sweep', callId: 'c_1', openSince: '2026-11-22T10:00:00.000Z' }] });
      },
    ],
  ])('is not restated where %s', async (_why, arrange) => {
    const rollup = await aClosedDay();
    await corrected(rollup, []);
    await arrange(rollup);
    await rollup.run();
    expect(await restatementsOf(rollup)).toEqual([]);
  });

  it('is restated by a call that was told of late, in progress first', async () => {
    const rollup = await aClosedDay();
    await corrected(rollup, [{ ...correction, kind: 'late-webhook', openSince: '2026-11-25T00:00:00.000Z' }]);
    await rollup.run();
    expect(await restatementsOf(rollup)).toHaveLength(1);
  });

  it('restates nothing the first time that it is counted', async () => {
    const rollup = await aRollup();
    rollup.clock.now = '2026-11-25T00:00:00.000Z';
    rollup.calls.push(busy);
    await rollup.mark(day);
    await rollup.run();
    expect(await restatementsOf(rollup)).toEqual([]);
  });

  it('is told of by the next run where the bus took nothing, as the event that it was', async () => {
    const rollup = await aClosedDay();
    await corrected(rollup);
    await expect(rollup.run({}, { putEvents: async () => [0, 1] })).rejects.toThrow('the bus did not take the event');
    await rollup.run();
    const restated = rollup.told.filter((event) => event['detail-type'] === 'Day Restated');
    expect(restated.map(({ detail }) => [detail.eventId, detail.occurredAt])).toEqual([
      ['day-restated:w_1:2026-11-22:2', '2026-11-25T00:00:00.000Z'],
    ]);
    expect(await restatementsOf(rollup)).toHaveLength(1);
  });

  it('is restated once by two runs at the same moment', async () => {
    const rollup = await aClosedDay();
    await corrected(rollup);
    await Promise.all([rollup.run(), rollup.run()]);
    await rollup.run();
    expect(await restatementsOf(rollup)).toHaveLength(1);
    expect(new Set(rollup.told.filter((event) => event['detail-type'] === 'Day Restated').map(({ detail }) => detail.eventId)).size).toBe(
      1,
    );
  });
});

describe('a rollup that is killed', () => {
  const writes = ['beginDay', 'saveDay', 'clearMark'] as const;

  /** The same stores, of which the so many-th write or event kills whoever makes it, before or after it has its effect. */
  function killedAt(nth: number, when: 'before' | 'after', { reports, putEvents }: RollUpDependencies): Partial<RollUpDependencies> {
    let calls = 0;
    const killing =
      <Args extends unknown[], Result>(act: (...args: Args) => Promise<Result>) =>
      async (...args: Args): Promise<Result> => {
        const isLast = ++calls >= nth;
        if (isLast && when === 'before') throw new Error('killed');
        const result = await act(...args);
        if (isLast) throw new Error('killed');
        return result;
      };
    const [begin, save, clear] = writes;
    return {
      reports: { ...reports, [begin]: killing(reports.beginDay), [save]: killing(reports.saveDay), [clear]: killing(reports.clearMark) },
      ...(putEvents && { putEvents: killing(putEvents) }),
    };
  }

  const moments = [1, 2, 3, 4, 5].flatMap((nth) => (['before', 'after'] as const).map((when) => ({ nth, when })));

  it.each(moments)('$when write $nth leaves a day that the next run ends: same rows, one restatement, told', async ({ nth, when }) => {
    const [killed, whole] = [await aClosedDay(), await aClosedDay()];
    await corrected(whole);
    await whole.run();
    await corrected(killed);
    await killed.run({}, killedAt(nth, when, killed.dependencies)).catch(() => undefined);
    await killed.run();
    await killed.run();
    expect(await killed.rowsOn(day)).toEqual(await whole.rowsOn(day));
    const withoutVersion = (some: Restatement[]) => some.map(({ version: _, ...rest }) => rest);
    expect(withoutVersion(await restatementsOf(killed))).toEqual(withoutVersion(await restatementsOf(whole)));
    const [restatement] = await restatementsOf(killed);
    const ids = killed.told.filter((event) => event['detail-type'] === 'Day Restated').map(({ detail }) => detail.eventId);
    expect([...new Set(ids)]).toEqual([`day-restated:w_1:${day}:${restatement?.version}`]);
    expect(await killed.markedDays()).toEqual([]);
  });
});

describe('a day whose calls retention has removed', () => {
  it('keeps its rows, also where it is marked', async () => {
    const rollup = await aClosedDay();
    const rows = await rollup.rowsOn(day);
    rollup.calls.length = 0;
    rollup.clock.now = '2028-02-01T00:00:00.000Z';
    await rollup.mark(day);
    await rollup.run();
    expect(await rollup.rowsOn(day)).toEqual(rows);
    expect(await rollup.markedDays()).toEqual([]);
  });
});

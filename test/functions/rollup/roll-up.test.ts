import { describe, expect, it } from 'vitest';
import { RollUpFailed } from '../../../functions/rollup/roll-up-failed.ts';
import { daysBetween } from '../../../shared/domain/business-day.ts';
import { connectsOf } from '../../../shared/domain/connects.ts';
import { plusSeconds } from '../../../shared/domain/instant.ts';
import type { ReportCall } from '../../../shared/domain/report-call.ts';
import { rowsOf } from '../../../shared/domain/rows-of.ts';
import { aFact, aReportCall } from '../../builders.ts';
import { memoryCallStore } from '../../doubles/memory-call-store.ts';
import { aRecordedCall } from '../../shared/store/a-recorded-call.ts';
import { aRollup, inKeyOrder } from './a-rollup.ts';

const day = '2026-11-22';
const settings = { timezone: 'UTC', conversationSeconds: 30, missedReturnHours: 24 };
const connectTheDayAfter: Partial<ReportCall> = {
  day: '2026-11-23',
  startedAt: '2026-11-23T08:00:00.000Z',
  talkSeconds: 40,
  status: 'Called',
};

describe('rollUp', () => {
  it('computes the rows of a marked day from its calls and says how many there were', async () => {
    const { calls, reports, mark, run, rowsOn } = await aRollup();
    calls.push(aReportCall(), aReportCall({ status: 'Called', talkSeconds: 50 }), aReportCall({ agent: 'a_ravi' }));
    await mark(day);
    const { days } = await run();
    const rows = inKeyOrder(rowsOf(calls, { day, settings, later: [] }));
    expect(await rowsOn(day)).toEqual(rows);
    expect(days).toEqual([{ workspace: 'w_1', day, calls: 3, changedRows: rows.length }]);
    expect(await reports.summaries('w_1', day, day)).toMatchObject([
      { day, calls: 3, open: 0, rolledUpAt: '2026-11-23T12:00:00.000Z', closed: false },
    ]);
  });

  it('changes nothing the second time', async () => {
    const { calls, mark, run, told } = await aRollup();
    calls.push(aReportCall());
    await mark(day);
    await run();
    await mark(day);
    expect((await run()).days).toEqual([{ workspace: 'w_1', day, calls: 1, changedRows: 0 }]);
    expect(told).toHaveLength(1);
  });

  it('begins nothing more once its time is over, and the next run goes on with the marks that are left', async () => {
    const { calls, clock, dependencies, mark, markedDays, run } = await aRollup();
    const days = daysBetween('2026-09-01', '2026-11-10');
    for (const one of days) {
      calls.push(aReportCall({ day: one, startedAt: `${one}T08:00:00.000Z` }));
      await mark(one);
    }
    const slow: typeof dependencies.calls = {
      ...dependencies.calls,
      onDay: (...asked) => {
        clock.now = plusSeconds(clock.now, 1);
        return dependencies.calls.onDay(...asked);
      },
    };
    const left: number[] = [];
    for (let turn = 0; turn < 3; turn++) {
      await run({ beginsForSeconds: 10 }, { calls: slow });
      left.push((await markedDays()).length);
    }
    expect(days).toHaveLength(71);
    expect(left).toEqual([40, 9, 0]);
  });

  it('removes the rows of what is no longer so', async () => {
    const { calls, mark, run, rowsOn } = await aRollup();
    calls.push(aReportCall({ agent: 'a_asha' }));
    await mark(day);
    await run();
    calls.splice(0, 1, aReportCall({ agent: 'a_ravi' }));
    await mark(day);
    await run();
    expect(await rowsOn(day)).toEqual(inKeyOrder(rowsOf(calls, { day, settings, later: [] })));
  });

  it('restates the missed calls of the days before that a marked day returned', async () => {
    const { calls, reports, mark, run, rowsOn } = await aRollup();
    calls.push(aReportCall({ status: 'Missed', direction: 'inbound' }));
    await mark(day);
    await run();
    const connect = aReportCall(connectTheDayAfter);
    calls.push(connect);
    await mark('2026-11-23');
    const { days } = await run();
    expect(days.map((rolledUp) => [rolledUp.day, rolledUp.changedRows > 0])).toEqual([
      [day, true],
      ['2026-11-23', true],
    ]);
    const missed = calls.filter((call) => call.day === day);
    expect(await rowsOn(day)).toEqual(inKeyOrder(rowsOf(missed, { day, settings, later: [connectsOf([connect])] })));
    const [total] = await reports.rows('w_1', 'none', day, day);
    expect(total?.byStatus.Missed?.missedReturned).toBe(1);
  });

  it('reads the days after a day long past, to know whether its missed calls were returned', async () => {
    const { calls, reports, mark, run } = await aRollup({ missedReturnHours: 48 });
    calls.push(
      aReportCall({ status: 'Missed' }),
      aReportCall({ ...connectTheDayAfter, day: '2026-11-24', startedAt: '2026-11-24T09:00:00.000Z' }),
    );
    await mark('2026-11-24');
    await run();
    await mark(day);
    await run();
    const [total] = await reports.rows('w_1', 'none', day, day);
    expect(total?.byStatus.Missed?.missedReturned).toBe(1);
  });

  it('reads the calls of each day once, however many days are marked and touch it, and of no day that has none', async () => {
    const { calls, dependencies, mark, run } = await aRollup();
    for (const on of daysBetween('2026-11-20', day))
      calls.push(aReportCall({ day: on, startedAt: `${on}T10:00:00.000Z`, status: 'Missed' }));
    await mark('2026-11-20');
    await mark('2026-11-21');
    await mark(day);
    const read: string[] = [];
    const counting: typeof dependencies.calls.onDay = (workspace, asked) => {
      read.push(asked);
      return dependencies.calls.onDay(workspace, asked);
    };
    await run({}, { calls: { ...dependencies.calls, onDay: counting } });
    expect(read.toSorted()).toEqual(daysBetween('2026-11-20', day));
  });

  it('leaves neighbouring days without calls alone', async () => {
    const { calls, reports, mark, run } = await aRollup();
    calls.push(aReportCall());
    await mark(day);
    await run();
    expect((await reports.summaries('w_1', '2026-11-01', '2026-11-30')).map((summary) => summary.day)).toEqual([day]);
  });

  it('notes how many calls of the day are still in progress', async () => {
    const { dependencies, reports, mark, run } = await aRollup();
    const calls = memoryCallStore();
    await calls.save(aRecordedCall({ workspace: 'w_1', facts: [aFact({ signal: 'progress' })] }));
    await mark(day);
    await run({}, { ...dependencies, calls });
    expect(await reports.summaries('w_1', day, day)).toMatchObject([{ calls: 0, open: 1 }]);
  });

  it('does what else there is before it rebuilds days, in whatever workspace', async () => {
    const { mark, run, reports } = await aRollup();
    const old = { workspace: 'w_1', day, mark: 'm_0', markedAt: '2026-11-22T12:00:00.000Z' };
    await reports.markDirty({ ...old, rebuildAskedAt: old.markedAt });
    await mark('2026-11-20');
    await mark(day, { workspace: 'w_2' });
    const { days } = await run();
    expect(days.map((one) => [one.workspace, one.day])).toEqual([
      ['w_1', '2026-11-20'],
      ['w_2', day],
      ['w_1', day],
    ]);
    expect(await reports.dirtyDays()).toEqual([]);
  });

  it('rolls up one workspace alone where that is asked', async () => {
    const { mark, run, reports } = await aRollup();
    await mark(day);
    await mark(day, { workspace: 'w_2' });
    expect((await run({ workspace: 'w_2' })).days.map(({ workspace }) => workspace)).toEqual(['w_2']);
    expect((await reports.dirtyDays()).map(({ workspace }) => workspace)).toEqual(['w_1']);
  });
});

describe('the mark of a day', () => {
  it('goes once the day is rolled up', async () => {
    const { mark, markedDays, run } = await aRollup();
    await mark(day);
    await run();
    expect(await markedDays()).toEqual([]);
  });

  it('stays for the next run while the index may lag behind it', async () => {
    const { calls, clock, mark, markedDays, run } = await aRollup();
    calls.push(aReportCall());
    await mark(day, { ageSeconds: 59 });
    expect((await run()).days).toHaveLength(1);
    expect(await markedDays()).toEqual([day]);
    clock.now = '2026-11-23T12:00:01.000Z';
    await run();
    expect(await markedDays()).toEqual([]);
  });

  it('stays where the day changed again meanwhile', async () => {
    const { dependencies, mark, markedDays, run } = await aRollup();
    await mark(day);
    const changing: typeof dependencies.calls.onDay = async function* (workspace, read) {
      if (read === day) await mark(day);
      yield* dependencies.calls.onDay(workspace, read);
    };
    await run({}, { calls: { ...dependencies.calls, onDay: changing } });
    expect(await markedDays()).toEqual([day]);
  });

  it('stays where a newer recomputation of the day began, and that one alone writes', async () => {
    const { calls, dependencies, reports, mark, markedDays, run, rowsOn } = await aRollup();
    await mark(day);
    const overtaken: typeof dependencies.calls.onDay = async function* (_workspace, read) {
      if (read !== day) return;
      yield [aReportCall({ agent: 'a_stale' })];
      await reports.beginDay('w_1', day);
    };
    expect((await run({}, { calls: { ...dependencies.calls, onDay: overtaken } })).days).toEqual([]);
    expect(await rowsOn(day)).toEqual([]);
    expect(await markedDays()).toEqual([day]);
    calls.push(aReportCall());
    await run();
    expect(await rowsOn(day)).toEqual(inKeyOrder(rowsOf(calls, { day, settings, later: [] })));
  });
});

describe('a day that cannot be rolled up', () => {
  const isDay = (error: unknown) => (error instanceof RollUpFailed ? error.failed.map((failed) => failed.day) : error);

  it('does not stop the others, keeps its mark, and is named', async () => {
    const { calls, dependencies, reports, mark, markedDays, run } = await aRollup();
    calls.push(aReportCall(), aReportCall({ day: '2026-11-10', startedAt: '2026-11-10T10:00:00.000Z' }));
    await mark(day);
    await mark('2026-11-10');
    const failing: typeof dependencies.calls.onDay = (workspace, read) => {
      if (read === day) throw new Error('throttled');
      return dependencies.calls.onDay(workspace, read);
    };
    const failure = await run({}, { calls: { ...dependencies.calls, onDay: failing } }).catch((error: unknown) => error);
    expect(isDay(failure)).toContain(day);
    expect(String(failure)).toContain('Cannot roll up');
    expect(String(failure)).toContain('throttled');
    expect(await markedDays()).toEqual([day]);
    expect((await reports.summaries('w_1', '2026-11-10', '2026-11-10'))[0]?.calls).toBe(1);
  });

  it('is every marked day of a workspace that cannot be read, and no other workspace', async () => {
    const { mark, run, dependencies, markedDays } = await aRollup();
    await mark(day);
    await mark('2026-11-21', { workspace: 'w_2' });
    const directory: typeof dependencies.workspaces.directory = async (workspace) =>
      workspace === 'w_1' ? undefined : dependencies.workspaces.directory(workspace);
    const failure = await run({}, { workspaces: { directory } }).catch((error: unknown) => error);
    expect(isDay(failure)).toEqual([day]);
    expect(failure instanceof RollUpFailed && failure.days.map(({ workspace }) => workspace)).toEqual(['w_2']);
    expect(await markedDays()).toEqual([day]);
  });
});

describe('Day Rolled Up', () => {
  it('is told of each day that changed, with an id that the same recomputation always has', async () => {
    const { calls, mark, run, told } = await aRollup();
    calls.push(aReportCall());
    await mark(day);
    await mark('2026-11-20');
    await run();
    expect(told).toEqual([
      {
        source: 'redial',
        'detail-type': 'Day Rolled Up',
        detail: {
          eventId: 'day-rolled-up:w_1:2026-11-22:1',
          workspace: 'w_1',
          version: 1,
          occurredAt: '2026-11-23T12:00:00.000Z',
          day,
          calls: 1,
        },
      },
    ]);
  });

  it('is told by the next run where the bus did not take it, and then no more', async () => {
    const { calls, mark, markedDays, run, told } = await aRollup();
    calls.push(aReportCall());
    await mark(day);
    await expect(run({}, { putEvents: async () => [0] })).rejects.toThrow('the bus did not take the event');
    expect(await markedDays()).toEqual([day]);
    await run();
    expect(told.map(({ detail }) => detail)).toMatchObject([{ day, calls: 1 }]);
    await mark(day);
    await run();
    expect(told).toHaveLength(1);
  });
});

import { describe, expect, it } from 'vitest';
import { answerReport } from '../../../functions/reports/answer-report.ts';
import type { RollUpDependencies } from '../../../functions/rollup/roll-up-dependencies.ts';
import { rollUpWorkspace } from '../../../functions/rollup/roll-up-workspace.ts';
import type { Fact } from '../../../shared/domain/fact.ts';
import { aFact, aReportCall, at } from '../../builders.ts';
import { aRecordedCall, told } from '../../shared/store/a-recorded-call.ts';
import { aRebuild } from './a-rebuild.ts';

const workspace = 'w_1';
const hour = 3600;

function aCall(startedAt: string, said: Partial<Fact> = {}, frame = {}) {
  const facts = [aFact({ signal: 'busy', startedAt, occurredAt: startedAt, direction: 'outbound', ...said })];
  return aRecordedCall({ workspace, facts, frame: { leadId: 'l_1', ...frame } });
}

/** Three calls: 04:00 and 10:00 UTC of the 22nd, 04:00 of the 23rd; the early ones are of the day before in New York. All are counted. */
async function threeCalls() {
  const world = aRebuild(workspace);
  const [night, noon, next] = [aCall(at(-6 * hour)), aCall(at()), aCall(at(18 * hour))];
  for (const call of [night, noon, next]) await world.calls.save(call);
  await world.settle();
  expect(await world.counted()).toEqual({ '2026-11-22': 2, '2026-11-23': 1 });
  world.settings.timezone = 'America/New_York';
  return { ...world, ids: [night.id, noon.id, next.id], night, noon, next };
}

type World = Awaited<ReturnType<typeof threeCalls>>;

async function hoursOn(day: string, { reports, directory, clock }: World) {
  const question = { from: day, to: day, interval: 'day', by: 'hour', filters: {} } as const;
  return (await answerReport(question, { reports, directory, now: () => clock.now })).rows.map(({ key }) => key);
}

describe('days that are rebuilt after the zone changed', () => {
  it('have the calls of the days of the new zone, by its hours; none is lost, none is there twice', async () => {
    const world = await threeCalls();
    await world.rebuild('2026-11-20', '2026-11-24');
    await world.settle();
    expect(await world.daysOfCalls(world.ids)).toEqual(['2026-11-21', '2026-11-22', '2026-11-22']);
    expect(await world.counted()).toEqual({ '2026-11-20': 0, '2026-11-21': 1, '2026-11-22': 2, '2026-11-23': 0, '2026-11-24': 0 });
    expect(await hoursOn('2026-11-22', world)).toEqual(['05', '23']);
    expect(await world.reports.dirtyDays()).toEqual([]);
  });

  it('stay as they are until that is asked for, but for what is new', async () => {
    const world = await threeCalls();
    await world.calls.save(aCall(at(7 * hour), {}, { timezone: 'America/New_York' }));
    await world.settle();
    expect(await world.daysOfCalls(world.ids)).toEqual(['2026-11-22', '2026-11-22', '2026-11-23']);
    expect(await world.counted()).toEqual({ '2026-11-22': 3, '2026-11-23': 1 });
  });

  it('take their calls from the days around them and give them theirs; what is between other days stays', async () => {
    const world = await threeCalls();
    await world.rebuild('2026-11-22', '2026-11-22');
    await world.settle();
    expect(await world.counted()).toEqual({ '2026-11-21': 1, '2026-11-22': 2, '2026-11-23': 0 });

    const other = await threeCalls();
    await other.rebuild('2026-11-23', '2026-11-23');
    await other.settle();
    expect(await other.daysOfCalls(other.ids)).toEqual(['2026-11-22', '2026-11-22', '2026-11-22']);
    expect(await other.counted()).toEqual({ '2026-11-22': 3, '2026-11-23': 0 });
  });

  it('are told of as restated by a rebuild, where they had closed', async () => {
    const world = await threeCalls();
    await world.rebuild('2026-11-20', '2026-11-24');
    await world.settle();
    const { items } = await world.reports.restatements(
      workspace,
      { from: '2026-11-01', to: '2026-11-30' },
      { limit: 10, cursor: undefined },
    );
    expect(items.map(({ day, causes }) => [day, causes.map(({ kind }) => kind)])).toEqual([
      ['2026-11-23', ['rebuild']],
      ['2026-11-22', ['rebuild']],
    ]);
  });

  it('have the live calls that belong to them, too', async () => {
    const world = await threeCalls();
    const live = aCall(at(-6 * hour), { signal: 'progress' });
    await world.calls.save(live);
    await world.rebuild('2026-11-21', '2026-11-22');
    await world.settle();
    expect(await world.daysOfCalls([live.id])).toEqual(['2026-11-21']);
    expect(await world.reports.summaries(workspace, '2026-11-21', '2026-11-22')).toMatchObject([{ open: 1 }, { open: 0 }]);
  });

  it('count talk with machines by the setting of now', async () => {
    const world = await threeCalls();
    await world.calls.save(aCall(at(), { signal: 'completed', talkSeconds: 40, reason: 'machine' }));
    world.settings.timezone = 'Asia/Kolkata';
    world.settings.machineIsConversation = true;
    await world.rebuild('2026-11-22', '2026-11-22');
    await world.settle();
    const [{ totals } = { totals: {} }] = await world.reports.summaries(workspace, '2026-11-22', '2026-11-22');
    expect(totals).toMatchObject({ Called: { calls: 1, conversations: 1 } });
  });

  it('are the same whoever else rebuilds them at the same moment', async () => {
    const world = await threeCalls();
    await world.rebuild('2026-11-20', '2026-11-24');
    await Promise.all([world.run(), world.run(), world.run()]);
    await world.settle();
    expect(await world.counted()).toMatchObject({ '2026-11-21': 1, '2026-11-22': 2, '2026-11-23': 0 });
    expect((await world.calls.getMany(workspace, world.ids)).map(({ version }) => version)).toEqual([2, 2, 2]);
  });

  it('keep what is said of a call at the very moment when it moves', async () => {
    const world = await threeCalls();
    await world.rebuild('2026-11-20', '2026-11-24');
    const { getMany } = world.calls;
    let isSaid = false;
    const calls: RollUpDependencies['calls'] = {
      ...world.calls,
      getMany: async (...asked) => {
        const found = await getMany(...asked);
        if (!isSaid) await world.calls.save(told(world.night, aFact({ signal: 'called', talkSeconds: 30, occurredAt: at(60) })));
        isSaid = true;
        return found;
      },
    };
    await world.run({ calls });
    await world.settle();
    const [call] = await getMany(workspace, [world.night.id]);
    expect(call).toMatchObject({ version: 3, call: { day: '2026-11-21', status: 'Called', talkSeconds: 30 } });
    expect(await world.counted()).toMatchObject({ '2026-11-21': 1, '2026-11-22': 2, '2026-11-23': 0 });
  });
});

describe('a day that is being rebuilt', () => {
  it('is counted by nobody in the middle of it', async () => {
    const world = await threeCalls();
    await world.reports.markDirty({ workspace, day: '2026-11-22', mark: 'm_before', markedAt: world.clock.now });
    const marks = await world.reports.dirtyDays(workspace);
    world.later(5);
    await world.rebuild('2026-11-20', '2026-11-24');
    // Somebody else has moved one of two so far.
    await world.calls.save({
      ...world.night,
      version: 2,
      frame: { ...world.night.frame, timezone: 'UTC' },
      call: { ...world.night.call, day: '2026-11-21' },
    });
    await rollUpWorkspace({ workspace, marks, settleSeconds: 60, hasTime: () => true }, world.dependencies);
    expect(await world.counted()).toMatchObject({ '2026-11-22': 2, '2026-11-23': 1 });
  });

  it('waits for the index to show each call on its day, and is left as it was where it never does', async () => {
    const world = await threeCalls();
    await world.rebuild('2026-11-20', '2026-11-24');
    const before = { '2026-11-22': [world.night, world.noon], '2026-11-23': [world.next] };
    let readings = 0;
    const lagging = (until: number): RollUpDependencies['calls'] => ({
      ...world.calls,
      onDay: async function* (of, day, span) {
        if (day === '2026-11-23') readings += 1;
        if (readings > until) yield* world.calls.onDay(of, day, span);
        else
          for (const { id, call } of before[day as keyof typeof before] ?? [])
            yield [aReportCall({ id, day: call.day, startedAt: call.startedAt })];
      },
    });
    await expect(world.run({ calls: lagging(99) })).rejects.toThrow('the index lags');
    expect(await world.counted()).toEqual({ '2026-11-22': 2, '2026-11-23': 1 });
    expect((await world.reports.dirtyDays()).filter(({ rebuildAskedAt }) => rebuildAskedAt !== undefined)).toHaveLength(5);
    readings = 0;
    await world.run({ calls: lagging(3) });
    expect(readings).toBeGreaterThan(3);
    expect(await world.counted()).toMatchObject({ '2026-11-21': 1, '2026-11-22': 2, '2026-11-23': 0 });
  });

  it('is to be rebuilt until it was read a minute after that was asked for; what marks it meanwhile does not undo that', async () => {
    const world = await threeCalls();
    await world.rebuild('2026-11-22', '2026-11-22');
    const asked = async () => (await world.reports.dirtyDays()).map(({ day, rebuildAskedAt }) => [day, rebuildAskedAt !== undefined]);
    await world.run();
    expect(await asked()).toEqual([
      ['2026-11-21', false],
      ['2026-11-22', true],
      ['2026-11-23', false],
    ]);
    // A call of a function that had not heard of the new zone yet.
    await world.calls.save(aCall(at(-6 * hour + 60)));
    world.later(1);
    await world.run();
    expect(await asked()).toContainEqual(['2026-11-22', false]);
    expect(await world.counted()).toEqual({ '2026-11-21': 2, '2026-11-22': 2, '2026-11-23': 0 });
  });

  it('keeps the calls that would move where some of a day may be gone already', async () => {
    const world = await threeCalls();
    world.settings.retentionDays = 10; // of the 21st, some are gone tomorrow
    await world.rebuild('2026-11-01', '2026-11-30');
    await world.settle();
    expect(await world.daysOfCalls(world.ids)).toEqual(['2026-11-22', '2026-11-22', '2026-11-22']);
    expect(await world.counted()).toMatchObject({ '2026-11-22': 3, '2026-11-23': 0 });
    expect(await world.reports.dirtyDays()).toEqual([]);
  });
});

describe('a rebuild that is killed', () => {
  /** The same stores, of which the so many-th write kills whoever is to make it. */
  function killedAt(nth: number, { calls, reports }: RollUpDependencies): Partial<RollUpDependencies> {
    let writes = 0;
    const killing =
      <Args extends unknown[], Result>(act: (...args: Args) => Promise<Result>) =>
      async (...args: Args): Promise<Result> => {
        writes += 1;
        if (writes >= nth) throw new Error('killed');
        return act(...args);
      };
    return {
      calls: { ...calls, save: killing(calls.save) },
      reports: {
        ...reports,
        beginDay: killing(reports.beginDay),
        saveDay: killing(reports.saveDay),
        clearRebuild: killing(reports.clearRebuild),
        clearMark: killing(reports.clearMark),
      },
    };
  }

  // Three calls, five days begun and saved, and as many marks of which each is cleared in two steps.
  const moments = Array.from({ length: 20 }, (_, index) => index + 1);

  it.each(moments)('at its write %i is ended by the next run', async (nth) => {
    const world = await threeCalls();
    await world.rebuild('2026-11-20', '2026-11-24');
    world.later(5);
    await world.run(killedAt(nth, world.dependencies)).catch(() => undefined);
    await world.settle();
    expect(await world.counted()).toEqual({ '2026-11-20': 0, '2026-11-21': 1, '2026-11-22': 2, '2026-11-23': 0, '2026-11-24': 0 });
    expect(await hoursOn('2026-11-22', world)).toEqual(['05', '23']);
    expect(await world.reports.dirtyDays()).toEqual([]);
  });
});

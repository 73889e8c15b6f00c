import { beforeEach, describe, expect, it } from 'vitest';
import { exportOnTime } from '../../../functions/export-on-time/export-on-time.ts';
import type { ExportSchedule } from '../../../shared/domain/export-schedule.ts';
import { defaultSettings } from '../../../shared/domain/workspace.ts';
import { memoryConnectionStore } from '../../doubles/memory-connection-store.ts';
import { memoryExportScheduleStore } from '../../doubles/memory-export-schedule-store.ts';
import { memoryExportStore } from '../../doubles/memory-export-store.ts';
import { memoryWorkspaceStore } from '../../doubles/memory-workspace-store.ts';
import { aSchedule } from '../../shared/store/a-schedule.ts';

const indiaAt = (day: string, time: string) => new Date(`${day}T${time}:00+05:30`).toISOString();

let world: ReturnType<typeof aWorld>;

function aWorld() {
  const stores = {
    schedules: memoryExportScheduleStore(),
    exports: memoryExportStore(),
    workspaces: memoryWorkspaceStore(),
    connections: memoryConnectionStore(),
  };
  let clock = indiaAt('2026-11-20', '12:00');
  const dependencies = { ...stores, now: () => clock };
  return {
    ...stores,
    dependencies,
    round: (now: string) => {
      clock = now;
      return exportOnTime(dependencies);
    },
    addWorkspace: (id: string) => {
      const settings = { ...defaultSettings, timezone: 'Asia/Kolkata', region: 'IN' };
      return stores.workspaces.createWorkspace({ id, name: id, settings, createdAt: clock });
    },
    made: async (workspace = 'w_1') => (await stores.exports.list(workspace)).map(({ name }) => name).toSorted(),
  };
}

beforeEach(async () => {
  world = aWorld();
  await world.addWorkspace('w_1');
});

const schedule = (one: Partial<ExportSchedule> = {}) => world.schedules.save(aSchedule({ seen: indiaAt('2026-11-20', '12:00'), ...one }));

describe('a schedule', () => {
  it('asks at its time in the zone of the workspace for the day that has just ended, once', async () => {
    await schedule();
    expect(await world.round(indiaAt('2026-11-21', '05:59'))).toEqual([]);
    expect(await world.round(indiaAt('2026-11-21', '06:00'))).toMatchObject([{ workspace: 'w_1', schedule: 'xs_1' }]);
    expect(await world.round(indiaAt('2026-11-21', '06:01'))).toEqual([]);
    const [one] = await world.exports.list('w_1');
    expect(one).toMatchObject({
      name: 'Calls of the day 2026-11-20',
      question: { kind: 'calls', from: '2026-11-20', to: '2026-11-20', filters: {} },
      ...{ schedule: 'xs_1', state: 'queued', turn: 1, timezone: 'Asia/Kolkata' },
    });
    expect((await world.schedules.get('w_1', 'xs_1'))?.last).toEqual({
      exportId: one?.id,
      period: '2026-11-20',
      at: indiaAt('2026-11-21', '06:00'),
    });
  });

  it('of a report asks for the numbers of the last ISO week', async () => {
    const question = { kind: 'report', interval: 'day', by: 'agent', filters: { tag: 'hot' } } as const;
    await schedule({ time: { every: 'week', at: '06:00', weekday: 1 }, question, format: 'xlsx' });
    await world.round(indiaAt('2026-11-23', '06:03'));
    const { kind, ...rest } = question;
    expect(await world.exports.list('w_1')).toMatchObject([
      {
        name: 'Calls of the day 2026-W47',
        format: 'xlsx',
        question: { kind, question: { ...rest, from: '2026-11-16', to: '2026-11-22' } },
      },
    ]);
  });

  it('of leads asks for those that were made in the last month', async () => {
    await schedule({ time: { every: 'month', at: '06:00', dayOfMonth: 1 }, question: { kind: 'leads', filters: { tag: 'hot' } } });
    await world.round(indiaAt('2026-12-01', '06:00'));
    const filters = { tag: 'hot', from: '2026-11-01', to: '2026-11-30' };
    expect(await world.exports.list('w_1')).toMatchObject([{ name: 'Calls of the day 2026-11', question: { kind: 'leads', filters } }]);
  });

  it('that was missed for days asks for each of them', async () => {
    await schedule();
    expect(await world.round(indiaAt('2026-11-23', '09:00'))).toHaveLength(3);
    expect(await world.made()).toEqual(['20', '21', '22'].map((day) => `Calls of the day 2026-11-${day}`));
  });

  it('asks once though several rounds are made at once', async () => {
    await schedule();
    const rounds = await Promise.all([1, 2, 3].map(() => world.round(indiaAt('2026-11-21', '06:00'))));
    expect(rounds.flat()).toHaveLength(1);
    expect(await world.made()).toHaveLength(1);
  });

  it('asks once though a round dies between asking and noting it', async () => {
    await schedule();
    const { save } = world.schedules;
    world.dependencies.schedules.save = () => Promise.reject(new Error('out of order'));
    await expect(world.round(indiaAt('2026-11-21', '06:00'))).rejects.toThrow(/"xs_1" of workspace "w_1".*out of order/);
    expect(await world.made()).toHaveLength(1);
    world.dependencies.schedules.save = save;
    expect(await world.round(indiaAt('2026-11-21', '06:01'))).toEqual([]);
    expect(await world.made()).toHaveLength(1);
    expect((await world.schedules.get('w_1', 'xs_1'))?.last?.period).toBe('2026-11-20');
  });

  it('asks again for no period, whichever zone the workspace is moved to', async () => {
    await schedule();
    await world.round(indiaAt('2026-11-21', '06:00'));
    const settings = { ...defaultSettings, timezone: 'America/New_York', region: 'US' };
    await world.workspaces.saveSettings('w_1', settings);
    // 06:00 of the same day in New York.
    expect(await world.round('2026-11-21T11:00:00.000Z')).toEqual([]);
    expect(await world.round('2026-11-22T11:00:00.000Z')).toHaveLength(1);
    expect(await world.made()).toEqual(['Calls of the day 2026-11-20', 'Calls of the day 2026-11-21']);
  });

  it('that is switched off asks for nothing', async () => {
    await schedule({ enabled: false });
    expect(await world.round(indiaAt('2026-11-23', '06:00'))).toEqual([]);
  });

  it('runs though another fails, and one of a workspace that is gone keeps nobody from theirs', async () => {
    await world.addWorkspace('w_2');
    for (const workspace of ['w_0', 'w_1', 'w_2']) await schedule({ workspace });
    const { save } = world.exports;
    world.dependencies.exports.save = (one) => (one.workspace === 'w_1' ? Promise.reject(new Error('out of order')) : save(one));
    await expect(world.round(indiaAt('2026-11-21', '06:00'))).rejects.toThrow('Cannot run 1 schedules');
    expect([await world.made(), await world.made('w_2')].map(({ length }) => length)).toEqual([0, 1]);
    world.dependencies.exports.save = save;
    expect(await world.round(indiaAt('2026-11-21', '06:01'))).toMatchObject([{ workspace: 'w_1' }]);
  });
});

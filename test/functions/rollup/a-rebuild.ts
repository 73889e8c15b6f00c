import { dirtiedDays } from '../../../functions/publish/call-events.ts';
import { dirtyCauses } from '../../../functions/publish/dirty-causes.ts';
import { rebuild } from '../../../functions/reports/rebuild.ts';
import { rollUp } from '../../../functions/rollup/roll-up.ts';
import type { RollUpDependencies } from '../../../functions/rollup/roll-up-dependencies.ts';
import type { RecordedCall } from '../../../shared/domain/call.ts';
import { type Day, plusSeconds } from '../../../shared/domain/instant.ts';
import { defaultSettings, type Settings } from '../../../shared/domain/workspace.ts';
import type { CallStore } from '../../../shared/store/call-store.ts';
import type { ReportStore } from '../../../shared/store/report-store.ts';
import { aDirectory } from '../../builders.ts';
import { memoryCallStore } from '../../doubles/memory-call-store.ts';
import { memoryReportStore } from '../../doubles/memory-report-store.ts';

export type Stores = { calls: CallStore; reports: ReportStore };

/** A workspace in Kolkata on the 30th, whose settings the test changes; every write of a call marks its days, as its stream does. */
export function aRebuild(workspace: string, stores: Stores = { calls: memoryCallStore(), reports: memoryReportStore() }) {
  const settings: Settings = { ...defaultSettings, timezone: 'Asia/Kolkata', region: 'IN' };
  const directory = aDirectory({ workspace, settings });
  const clock = { now: '2026-11-30T12:00:00.000Z', marks: 0 };
  const { reports } = stores;

  async function save(call: RecordedCall, options?: { retentionDays?: number }) {
    const before = await stores.calls.get(workspace, call.id, { consistent: true });
    const saved = await stores.calls.save(call, options);
    if (saved === 'conflict') return saved;
    for (const day of dirtiedDays({ before, after: call })) {
      clock.marks += 1;
      await reports.markDirty({
        ...{ workspace, day, mark: `m_${clock.marks}`, markedAt: clock.now },
        causes: dirtyCauses({ before, after: call }),
      });
    }
    return saved;
  }

  const calls: CallStore = { ...stores.calls, save };
  const dependencies: RollUpDependencies = { calls, reports, workspaces: { directory: async () => directory }, now: () => clock.now };
  const run = (differs: Partial<RollUpDependencies> = {}) => rollUp({ ...dependencies, ...differs }, { workspace });

  return {
    ...{ workspace, settings, directory, clock, calls, reports, dependencies, run },
    later: (minutes: number) => {
      clock.now = plusSeconds(clock.now, minutes * 60);
    },
    rebuild: (from: Day, to: Day) => rebuild({ from, to, directory, now: clock.now }, reports),
    /** Every five minutes, until nothing is marked. */
    settle: async () => {
      for (let runs = 0; runs < 5; runs++) {
        await run();
        clock.now = plusSeconds(clock.now, 300);
      }
    },
    /** What reports say of each day: how many calls. */
    counted: async () =>
      Object.fromEntries((await reports.summaries(workspace, '2026-01-01', '2026-12-31')).map(({ day, calls: many }) => [day, many])),
    daysOfCalls: async (ids: readonly string[]) => (await calls.getMany(workspace, ids)).map(({ call }) => call.day),
  };
}

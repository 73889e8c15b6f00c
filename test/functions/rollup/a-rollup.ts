import type { RollUpOptions } from '../../../functions/rollup/roll-up.ts';
import { rollUp } from '../../../functions/rollup/roll-up.ts';
import type { RollUpDependencies } from '../../../functions/rollup/roll-up-dependencies.ts';
import type { RedialEvent } from '../../../shared/contracts/events.ts';
import { answerTimesFamily } from '../../../shared/domain/answer-time-rows.ts';
import { plusSeconds } from '../../../shared/domain/instant.ts';
import type { ReportCall } from '../../../shared/domain/report-call.ts';
import { reportFamilies } from '../../../shared/domain/report-families.ts';
import type { ReportRow } from '../../../shared/domain/report-row.ts';
import type { DirtyCause } from '../../../shared/domain/restatement.ts';
import { rowKey } from '../../../shared/domain/row-key.ts';
import { defaultSettings, type Settings } from '../../../shared/domain/workspace.ts';
import { memoryReportStore } from '../../doubles/memory-report-store.ts';
import { memoryWorkspaceStore } from '../../doubles/memory-workspace-store.ts';

/** Stores give rows in no order. */
export function inKeyOrder(rows: readonly ReportRow[]): ReportRow[] {
  return rows.toSorted((a, b) => (rowKey(a) < rowKey(b) ? -1 : 1));
}

/** A rollup of the workspace `w_1` over calls in a plain list, at a clock that the test moves. Each page of calls holds two. */
export async function aRollup(settings: Partial<Settings> = {}) {
  const reports = memoryReportStore();
  const workspaces = memoryWorkspaceStore();
  const createdAt = '2026-01-01T00:00:00.000Z';
  for (const id of ['w_1', 'w_2']) {
    const all: Settings = { ...defaultSettings, timezone: 'UTC', region: 'IN', ...settings };
    await workspaces.createWorkspace({ id, name: id, settings: all, createdAt });
  }
  const calls: ReportCall[] = [];
  const told: RedialEvent[] = [];
  const clock = { now: '2026-11-23T12:00:00.000Z', marks: 0 };

  const dependencies: RollUpDependencies = {
    reports,
    workspaces,
    calls: {
      liveReports: async () => [],
      getMany: async () => [],
      save: async () => 'conflict',
      onDay: async function* (_workspace, day) {
        const ofDay = calls.filter((call) => call.day === day && call.ended);
        for (let start = 0; start < ofDay.length; start += 2) yield structuredClone(ofDay.slice(start, start + 2));
      },
    },
    now: () => clock.now,
    putEvents: async (events) => {
      told.push(...events);
      return [];
    },
  };

  return {
    calls,
    reports,
    told,
    clock,
    dependencies,
    mark: async (day: string, { ageSeconds = 3600, workspace = 'w_1', causes = [] as DirtyCause[] } = {}) => {
      clock.marks += 1;
      await reports.markDirty({ workspace, day, mark: `m_${clock.marks}`, markedAt: plusSeconds(clock.now, -ageSeconds), causes });
    },
    rowsOn: async (day: string) =>
      inKeyOrder(await reports.rowsOfDay('w_1', day, [...reportFamilies.map(({ id }) => id), answerTimesFamily])),
    markedDays: async () => (await reports.dirtyDays()).map(({ day }) => day),
    run: (options?: RollUpOptions, differs: Partial<RollUpDependencies> = {}) => rollUp({ ...dependencies, ...differs }, options),
  };
}

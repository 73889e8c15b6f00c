import type { Day } from '../../shared/domain/instant.ts';
import type { ReportRow } from '../../shared/domain/report-row.ts';
import { rowKey } from '../../shared/domain/row-key.ts';
import type { DaySummary, DirtyDay, ReportStore } from '../../shared/store/report-store.ts';

type KeptDay = { generation: number; rows: Map<string, ReportRow>; summary: DaySummary | undefined };

const keyOf = (workspace: string, day: Day) => `${workspace}#${day}`;

/** Report rows in memory. */
export function memoryReportStore(): ReportStore {
  const marks = new Map<string, DirtyDay>();
  const days = new Map<string, KeptDay>();

  const keptDay = (workspace: string, day: Day): KeptDay =>
    days.get(keyOf(workspace, day)) ?? { generation: 0, rows: new Map(), summary: undefined };
  const between = (workspace: string, from: Day, to: Day) =>
    [...days].filter(([key]) => key >= keyOf(workspace, from) && key <= keyOf(workspace, to)).map(([, kept]) => kept);

  return {
    markDirty: async (dirty) => {
      marks.set(keyOf(dirty.workspace, dirty.day), structuredClone(dirty));
    },
    dirtyDays: async (workspace) => {
      const inOrder = [...marks].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, dirty]) => dirty);
      return structuredClone(inOrder.filter((dirty) => workspace === undefined || dirty.workspace === workspace));
    },
    clearMark: async ({ workspace, day, mark }) => marks.get(keyOf(workspace, day))?.mark === mark && marks.delete(keyOf(workspace, day)),
    beginDay: async (workspace, day) => {
      const kept = keptDay(workspace, day);
      days.set(keyOf(workspace, day), { ...kept, generation: kept.generation + 1 });
      return kept.generation + 1;
    },
    rows: async (workspace, family, from, to) => {
      const rows = between(workspace, from, to).flatMap((kept) => [...kept.rows.values()]);
      return structuredClone(rows.filter((row) => row.family === family));
    },
    rowsOfDay: async (workspace, day) => structuredClone([...keptDay(workspace, day).rows.values()]),
    saveDay: async ({ workspace, day, generation, changed, gone, summary }) => {
      const kept = keptDay(workspace, day);
      if (kept.generation !== generation) return 'superseded';
      for (const row of gone) kept.rows.delete(rowKey(row));
      for (const row of changed) kept.rows.set(rowKey(row), structuredClone(row));
      days.set(keyOf(workspace, day), { ...kept, summary: structuredClone(summary) });
      return 'saved';
    },
    summaries: async (workspace, from, to) => {
      const found = between(workspace, from, to).flatMap(({ summary }) => summary ?? []);
      return structuredClone(found.sort((a, b) => (a.day < b.day ? -1 : 1)));
    },
  };
}

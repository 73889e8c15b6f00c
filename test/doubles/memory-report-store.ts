import type { Day } from '../../shared/domain/instant.ts';
import type { ReportRow } from '../../shared/domain/report-row.ts';
import type { Restatement } from '../../shared/domain/restatement.ts';
import { rowKey } from '../../shared/domain/row-key.ts';
import { placeOf } from '../../shared/store/cursor.ts';
import { reportKeys } from '../../shared/store/keys.ts';
import { pageOf } from '../../shared/store/page-of.ts';
import type { DaySummary, DirtyDay, ReportStore } from '../../shared/store/report-store.ts';

type KeptDay = { generation: number; rows: Map<string, ReportRow>; summary: DaySummary | undefined };

const keyOf = (workspace: string, day: Day) => `${workspace}#${day}`;

/** Report rows in memory. */
export function memoryReportStore(): ReportStore {
  const marks = new Map<string, DirtyDay>();
  const days = new Map<string, KeptDay>();
  const restated = new Map<string, { workspace: string; restatement: Restatement }>();

  const keptDay = (workspace: string, day: Day): KeptDay =>
    days.get(keyOf(workspace, day)) ?? { generation: 0, rows: new Map(), summary: undefined };
  const between = (workspace: string, from: Day, to: Day) =>
    [...days]
      .filter(([key]) => key >= keyOf(workspace, from) && key <= keyOf(workspace, to))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, kept]) => ({ day: key.slice(workspace.length + 1), ...kept }));

  return {
    markDirty: async (dirty) => {
      const key = keyOf(dirty.workspace, dirty.day);
      const known = marks.get(key);
      const causes = [...(known?.causes ?? []), ...(dirty.causes ?? [])].slice(0, 20);
      marks.set(
        key,
        structuredClone({
          ...(known?.rebuildAskedAt && { rebuildAskedAt: known.rebuildAskedAt }),
          ...dirty,
          ...(causes.length > 0 && { causes }),
        }),
      );
    },
    dirtyDays: async (workspace) => {
      const inOrder = [...marks].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, dirty]) => dirty);
      return structuredClone(inOrder.filter((dirty) => workspace === undefined || dirty.workspace === workspace));
    },
    clearMark: async ({ workspace, day, mark }) => marks.get(keyOf(workspace, day))?.mark === mark && marks.delete(keyOf(workspace, day)),
    clearRebuild: async ({ workspace, day, rebuildAskedAt }) => {
      const { rebuildAskedAt: asked, ...mark } = marks.get(keyOf(workspace, day)) ?? {};
      if (asked === undefined || asked !== rebuildAskedAt) return false;
      marks.set(keyOf(workspace, day), mark as DirtyDay); // it was one before
      return true;
    },
    beginDay: async (workspace, day) => {
      const kept = keptDay(workspace, day);
      const generation = kept.generation + 1;
      days.set(keyOf(workspace, day), { ...kept, generation });
      const families = [...new Set([...kept.rows.values()].map(({ family }) => family))].sort();
      return structuredClone({ generation, summary: kept.summary, families, isHalfWritten: false });
    },
    rows: async (workspace, family, from, to) => {
      const rows = between(workspace, from, to).flatMap((kept) => [...kept.rows.values()]);
      return structuredClone(rows.filter((row) => row.family === family));
    },
    rowsOfDay: async (workspace, day, families) => {
      const rows = [...keptDay(workspace, day).rows.values()];
      return structuredClone(rows.filter(({ family }) => families.includes(family)));
    },
    saveDay: async ({ workspace, day, generation, changed, gone, summary, restatement }) => {
      const kept = keptDay(workspace, day);
      if (kept.generation !== generation) return 'superseded';
      for (const row of gone) kept.rows.delete(rowKey(row));
      for (const row of changed) kept.rows.set(rowKey(row), structuredClone(row));
      days.set(keyOf(workspace, day), { ...kept, summary: structuredClone(summary) });
      if (restatement)
        restated.set(reportKeys.restatement(workspace, restatement).sk + workspace, structuredClone({ workspace, restatement }));
      return 'saved';
    },
    summaries: async (workspace, from, to) => structuredClone(between(workspace, from, to).flatMap(({ summary }) => summary ?? [])),
    states: async (workspace, from, to) =>
      structuredClone(between(workspace, from, to).map(({ day, summary }) => ({ day, summary, isHalfWritten: false }))),
    restatements: async (workspace, { from, to }, { limit, cursor }) => {
      const placeIn = (one: Restatement) => reportKeys.restatement(workspace, one).sk;
      const after = cursor === undefined ? '~' : (placeOf(cursor, 1)[0] ?? '');
      const ours = [...restated.values()].filter((one) => one.workspace === workspace).map(({ restatement }) => restatement);
      const found = ours.filter((one) => one.day >= from && one.day <= to && placeIn(one) < after);
      found.sort((a, b) => (placeIn(a) < placeIn(b) ? 1 : -1));
      return structuredClone(pageOf(found, limit, (one) => [placeIn(one)]));
    },
  };
}

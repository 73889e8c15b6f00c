import type { Day } from './instant.ts';
import { type DimensionName, reportFamilies } from './report-families.ts';
import type { ReportRow, RowDimensions } from './report-row.ts';
import { rowKey } from './row-key.ts';
import { compare } from './said.ts';
import { statuses } from './status.ts';
import { addSums, noSums } from './sums.ts';

/** Sums of the calls of a day that share every dimension. */
export type TallyCell = { dimensions: Required<RowDimensions>; byStatus: ReportRow['byStatus'] };

type Made = { id: string; keeps: readonly DimensionName[]; rows: ReportRow[] };

/** Rows of every family of a day, in the order of their keys; the order of the cells does not matter. */
export function familyRows(day: Day, cells: readonly TallyCell[]): ReportRow[] {
  const made: Made[] = [];
  for (const { id, keeps } of reportFamilies.toReversed()) {
    // The finest family comes from the cells, one row for each; every other from the sorted rows of the smallest that keeps what it keeps,
    // so that the order of the cells is forgotten.
    const source = made.findLast((finer) => keeps.every((name) => finer.keeps.includes(name)))?.rows ?? cells;
    made.push({ id, keeps, rows: summed(source, { family: id, day, keeps }) });
  }
  return made.reverse().flatMap(({ rows }) => rows);
}

type Family = { family: string; day: Day; keeps: readonly DimensionName[] };

function summed(source: readonly (TallyCell | ReportRow)[], { family, day, keeps }: Family): ReportRow[] {
  const rows = new Map<string, ReportRow>();
  for (const { dimensions, byStatus } of source) {
    const row = { family, day, dimensions: keptOf(dimensions, keeps), byStatus: {} };
    const key = rowKey(row);
    const known = rows.get(key) ?? row;
    rows.set(key, known);
    addByStatus(known.byStatus, byStatus);
  }
  return [...rows].sort(([a], [b]) => compare(a, b)).map(([, row]) => row);
}

function addByStatus(into: ReportRow['byStatus'], more: ReportRow['byStatus']): void {
  for (const status of statuses) {
    const sums = more[status];
    if (!sums) continue;
    const known = into[status] ?? noSums();
    into[status] = known;
    addSums(known, sums);
  }
}

function keptOf(dimensions: RowDimensions, keeps: readonly DimensionName[]): RowDimensions {
  const kept: RowDimensions = {};
  for (const name of keeps) copy(kept, dimensions, name);
  return kept;
}

function copy<Name extends DimensionName>(to: RowDimensions, from: RowDimensions, name: Name): void {
  const value = from[name];
  if (value !== undefined) to[name] = value;
}

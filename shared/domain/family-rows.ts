import type { Day } from './instant.ts';
import { type DimensionName, reportFamilies } from './report-families.ts';
import type { ReportRow, RowDimensions, Sums } from './report-row.ts';
import { rowKey } from './row-key.ts';
import { compare } from './said.ts';
import { type Status, statuses } from './status.ts';
import { addSums, noSums } from './sums.ts';

/** Sums of the calls of a day that share every dimension and the status. */
export type TallyCell = { dimensions: Required<RowDimensions>; status: Status; sums: Sums };

/** Rows of every family of a day, in the order of their keys; the order of the cells does not matter. */
export function familyRows(day: Day, cells: readonly TallyCell[]): ReportRow[] {
  // In the order of their statuses, so that the statuses of every row are in that order too.
  const ordered = cells.toSorted((a, b) => statuses.indexOf(a.status) - statuses.indexOf(b.status));
  return reportFamilies.flatMap(({ id, keeps }) => rowsOfFamily(ordered, { family: id, day, keeps }));
}

type Family = { family: string; day: Day; keeps: readonly DimensionName[] };

function rowsOfFamily(cells: readonly TallyCell[], { family, day, keeps }: Family): ReportRow[] {
  const rows = new Map<string, ReportRow>();
  for (const { dimensions, status, sums } of cells) {
    const fresh: ReportRow = { family, day, dimensions: keptOf(dimensions, keeps), byStatus: {} };
    const key = rowKey(fresh);
    const row = rows.get(key) ?? fresh;
    rows.set(key, row);
    const ofStatus = row.byStatus[status] ?? noSums();
    row.byStatus[status] = ofStatus;
    addSums(ofStatus, sums);
  }
  return [...rows].sort(([a], [b]) => compare(a, b)).map(([, row]) => row);
}

function keptOf(dimensions: Required<RowDimensions>, keeps: readonly DimensionName[]): RowDimensions {
  const kept: RowDimensions = {};
  for (const name of keeps) copy(kept, dimensions, name);
  return kept;
}

function copy<Name extends DimensionName>(to: RowDimensions, from: Required<RowDimensions>, name: Name): void {
  to[name] = from[name];
}

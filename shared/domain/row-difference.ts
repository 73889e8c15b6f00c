import type { ReportRow, Sums } from './report-row.ts';
import { rowKey } from './row-key.ts';
import { statuses } from './status.ts';
import { sumNames } from './sums.ts';

/** What has to be written and what removed so that the stored rows of a day become the computed ones. */
export function rowDifference(stored: readonly ReportRow[], computed: readonly ReportRow[]): { changed: ReportRow[]; gone: ReportRow[] } {
  const before = new Map(stored.map((row) => [rowKey(row), row]));
  const after = new Set(computed.map(rowKey));
  return {
    changed: computed.filter((row) => !haveSameSums(before.get(rowKey(row)), row)),
    gone: stored.filter((row) => !after.has(rowKey(row))),
  };
}

function haveSameSums(a: ReportRow | undefined, b: ReportRow): boolean {
  return a !== undefined && statuses.every((status) => areSame(a.byStatus[status], b.byStatus[status]));
}

function areSame(a: Sums | undefined, b: Sums | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return sumNames.every((name) => a[name] === b[name]);
}

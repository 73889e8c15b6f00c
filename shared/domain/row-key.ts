import { dimensionNames } from './report-families.ts';
import type { ReportRow } from './report-row.ts';

/** What makes a row that row and no other, as text; rows are in the order of it. */
export function rowKey({ family, day, dimensions }: Pick<ReportRow, 'family' | 'day' | 'dimensions'>): string {
  return JSON.stringify([family, day, ...dimensionNames.map((name) => dimensions[name] ?? null)]);
}

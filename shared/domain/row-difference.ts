import type { AnswerTimes, WaitCounts } from './answer-times.ts';
import type { ReportRow, Sums } from './report-row.ts';
import { rowKey } from './row-key.ts';
import { statuses } from './status.ts';
import { sumNames } from './sums.ts';

/** What has to be written and what removed so that the stored rows of a day become the computed ones. */
export function rowDifference(stored: readonly ReportRow[], computed: readonly ReportRow[]): { changed: ReportRow[]; gone: ReportRow[] } {
  const before = new Map(stored.map((row) => [rowKey(row), row]));
  const after = new Set(computed.map(rowKey));
  return {
    changed: computed.filter((row) => !sayTheSame(before.get(rowKey(row)), row)),
    gone: stored.filter((row) => !after.has(rowKey(row))),
  };
}

function sayTheSame(a: ReportRow | undefined, b: ReportRow): boolean {
  if (a === undefined) return false;
  return statuses.every((status) => areSame(a.byStatus[status], b.byStatus[status])) && haveSameTimes(a.answerTimes, b.answerTimes);
}

function haveSameTimes(a: AnswerTimes | undefined, b: AnswerTimes | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return haveSameCounts(a.answered, b.answered) && haveSameCounts(a.abandoned, b.abandoned);
}

function haveSameCounts(a: WaitCounts, b: WaitCounts): boolean {
  return a.size === b.size && [...a].every(([wait, calls]) => b.get(wait) === calls);
}

function areSame(a: Sums | undefined, b: Sums | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return sumNames.every((name) => a[name] === b[name]);
}

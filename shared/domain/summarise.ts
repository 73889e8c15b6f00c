import { breakdownSlices } from './breakdown-slices.ts';
import { labelsOf, type Names } from './labels-of.ts';
import { type Measures, measuresOf } from './measures.ts';
import { periodOf } from './period-of.ts';
import { familyFor, filterDimension } from './report-families.ts';
import { type Breakdown, type ReportFilterName, type ReportQuestion, reportFilterNames } from './report-question.ts';
import type { ReportRow } from './report-row.ts';
import { compare } from './said.ts';
import { type Status, statuses } from './status.ts';
import { addSums, noSums } from './sums.ts';

/** One line of a report; `key` is null for what has none (`No agent`) and where nothing is broken down. */
export type SummaryRow = { period: string; key: string | null; label: string } & Measures;

/** The lines in the order of period and key or label, and what all of them come to, each call counted once. */
export type Summary = { rows: SummaryRow[]; totals: Measures };

type Group = { period: string; key: string | null; byStatus: ReportRow['byStatus'] };

/** Answers a question from stored rows; rows of other days and of other families than `familyFor(question)` are passed over. */
export function summarise(rows: readonly ReportRow[], question: ReportQuestion, names: Names): Summary {
  const groups = new Map<string, Group>();
  const totals: ReportRow['byStatus'] = {};
  for (const row of asked(rows, question)) {
    addInto(totals, row, statuses);
    for (const slice of breakdownSlices(row, question.by)) {
      addInto(groupOf(groups, periodOf(row.day, question), slice.key).byStatus, row, slice.statuses);
    }
  }
  const label = labelsOf(question.by, names);
  const lines = [...groups.values()].map(({ period, key, byStatus }) => ({ period, key, label: label(key), ...measuresOf(byStatus) }));
  return { rows: lines.sort(inOrderOf(question.by)), totals: measuresOf(totals) };
}

function asked(rows: readonly ReportRow[], question: ReportQuestion): ReportRow[] {
  const family = familyFor(question);
  const filters = reportFilterNames.filter((name) => question.filters[name] !== undefined);
  const isAsked = (row: ReportRow) =>
    row.family === family &&
    row.day >= question.from &&
    row.day <= question.to &&
    filters.every((name) => passes(row, name, question.filters[name]));
  return rows.filter(isAsked);
}

function passes({ dimensions }: ReportRow, name: ReportFilterName, value: string | undefined): boolean {
  if (name === 'tag') return value !== undefined && dimensions.tags?.includes(value) === true;
  return dimensions[filterDimension[name]] === value;
}

function groupOf(groups: Map<string, Group>, period: string, key: string | null): Group {
  const id = JSON.stringify([period, key]);
  const group = groups.get(id) ?? { period, key, byStatus: {} };
  groups.set(id, group);
  return group;
}

function addInto(byStatus: ReportRow['byStatus'], row: ReportRow, which: readonly Status[]): void {
  for (const status of which) {
    const sums = row.byStatus[status];
    if (!sums) continue;
    const into = byStatus[status] ?? noSums();
    byStatus[status] = into;
    addSums(into, sums);
  }
}

/** Statuses as they are always listed, hours by the clock, everything else by label; what has no key comes last. */
function inOrderOf(by: Breakdown): (a: SummaryRow, b: SummaryRow) => number {
  const listed: readonly string[] = statuses;
  const place = ({ key, label }: SummaryRow): string => {
    if (key === null) return '1';
    if (by === 'status') return `0${listed.indexOf(key)}`;
    return by === 'hour' || by === 'weekday-hour' ? `0${key}` : `0${label}`;
  };
  return (a, b) => compare(a.period, b.period) || compare(place(a), place(b)) || compare(a.key ?? '', b.key ?? '');
}

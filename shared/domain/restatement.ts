import type { Day, Instant } from './instant.ts';
import { measuresOf } from './measures.ts';
import type { ReportRow } from './report-row.ts';

/** Why a day had to be counted again: who said something new of a call, or what was asked of the whole day. */
export const causeKinds = ['late-webhook', 'agent-log', 'correction', 'sweep', 'call-changed', 'settings', 'rebuild'] as const;
export type CauseKind = (typeof causeKinds)[number];

/** One thing that made a day dirty. */
export type DirtyCause = {
  kind: CauseKind;
  /** Null for what is about no call. */
  callId: string | null;
  /** Where the call had been in progress until then: when it was first heard of. Its day was open for as long. */
  openSince: Instant | null;
};

/** A number of a day's totals that is another now; of a ratio its value, of the calls by status one status (`byStatus.Busy`). */
export type MeasureChange = { measure: string; before: number | null; after: number | null };

/** A closed day whose rows changed: since then it says something else than whoever read it knows. */
export type Restatement = {
  day: Day;
  at: Instant;
  /** The recomputation that did it; a later one of the same day is higher. */
  version: number;
  /** Ended calls of the day, now. */
  calls: number;
  /** Rows that were written or removed. */
  rows: number;
  causes: RestatementCause[];
  /** Empty where a breakdown changed and no total did. */
  changes: MeasureChange[];
};

/** `calls`: the first of those that caused it, at most 20 in all. */
export type RestatementCause = { kind: CauseKind; calls: string[] };

const mostCalls = 20;

/** Causes by kind, in the order of the kinds. */
export function groupedCauses(causes: readonly DirtyCause[]): RestatementCause[] {
  const named = [...new Set(causes.flatMap(({ callId }) => callId ?? []))].sort().slice(0, mostCalls);
  return causeKinds
    .filter((kind) => causes.some((cause) => cause.kind === kind))
    .map((kind) => ({ kind, calls: named.filter((id) => causes.some((cause) => cause.kind === kind && cause.callId === id)) }));
}

type Totals = ReportRow['byStatus'];

/** Which measures of a day's totals differ, in the order of the dictionary. */
export function measureChanges(before: Totals, after: Totals): MeasureChange[] {
  const [was, is] = [numbersOf(before), numbersOf(after)];
  return [...is]
    .map(([measure, value]) => ({ measure, before: was.get(measure) ?? null, after: value }))
    .filter((one) => one.before !== one.after);
}

function numbersOf(totals: Totals): Map<string, number | null> {
  const numbers = new Map<string, number | null>();
  for (const [id, measure] of Object.entries(measuresOf(totals))) {
    if (typeof measure === 'number') numbers.set(id, measure);
    else if ('denominator' in measure) numbers.set(id, measure.value);
    else for (const [status, calls] of Object.entries(measure)) numbers.set(`byStatus.${status}`, calls);
  }
  return numbers;
}

import * as z from 'zod';
import type { ReportCall } from '../../../../shared/domain/report-call.ts';
import { type Breakdown, breakdowns, type ReportQuestion } from '../../../../shared/domain/report-question.ts';
import { summarise } from '../../../../shared/domain/summarise.ts';
import { reportFromCalls } from '../../../shared/domain/report-oracle.ts';
import type { KnownCall, Trial } from '../trial.ts';
import type { Invariant } from './invariant.ts';

export const reportsAreRight: Invariant = {
  says: 'reports equal an oracle computed from what was sent, in the stored rows and over HTTP',
  violations: (trial, calls) => {
    const question = questionFor(calls, 'none');
    return question ? [...wrongRows(trial, calls), ...wrongAnswers(trial, calls)] : [];
  },
};

/** All days that calls have, and a day around them: a call on the wrong day may be on one that has none. */
export function questionFor(calls: readonly KnownCall[], by: Breakdown): ReportQuestion | undefined {
  const days = calls.map(({ expected }) => expected.day).sort();
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  return { from: shifted(first, -1), to: shifted(last, 1), interval: 'day', by, filters: {} };
}

function shifted(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

type Line = { period: string; key: string | null };

function wrongRows({ workload: { directory }, stored }: Trial, calls: readonly KnownCall[]): string[] {
  return breakdowns.flatMap((by) => {
    const question = questionFor(calls, by);
    // The oracle leaves statuses out: they are no field of a call that it could group by without the code that it checks.
    if (!question || by === 'status') return [];
    const answered = summarise(stored.rows, question, directory);
    return differences({ by, where: 'the stored rows' }, answered, oracle(calls, question, directory.settings));
  });
}

const shown = z.object({ rows: z.array(z.looseObject({ period: z.string(), key: z.string().nullable() })), totals: z.looseObject({}) });

function wrongAnswers({ reports, workload: { directory } }: Trial, calls: readonly KnownCall[]): string[] {
  return [...reports].flatMap(([by, { status, body }]) => {
    const question = questionFor(calls, by as Breakdown); // the runner asked for breakdowns alone
    if (!question) return [];
    if (status !== 200) return [`the report by ${by} was answered ${status} ${body.slice(0, 200)}`];
    return differences({ by, where: 'the report over HTTP' }, shown.parse(JSON.parse(body)), oracle(calls, question, directory.settings));
  });
}

function oracle(calls: readonly KnownCall[], question: ReportQuestion, rules: Parameters<typeof reportFromCalls>[2]) {
  const everything: ReportCall[] = calls.map(({ expected }) => expected);
  return reportFromCalls(everything, question, rules);
}

type Told = { by: string; where: string };
type Numbers = { rows: readonly Line[]; totals: object };

function differences({ by, where }: Told, is: Numbers, should: Numbers): string[] {
  const [lines, wanted] = [textOf(is), textOf(should)];
  const different = [...new Set([...lines.keys(), ...wanted.keys()])].filter((key) => lines.get(key) !== wanted.get(key));
  return different.map(
    (key) => `${where}, by ${by}, say for ${key}: ${lines.get(key) ?? 'nothing'} instead of ${wanted.get(key) ?? 'nothing'}`,
  );
}

function textOf({ rows, totals }: Numbers): Map<string, string> {
  const lines = rows.map((row): [string, string] => [`${row.period} ${row.key}`, measuresIn(row)]);
  return new Map([...lines, ['all', measuresIn(totals)]]);
}

/** Every measure by name, in one order; labels are names that the oracle does not know, and intervals follow from the rest. */
function measuresIn(line: object): string {
  const fields = Object.entries(line).filter(([name]) => !['period', 'key', 'label'].includes(name));
  return JSON.stringify(Object.fromEntries(fields.sort(([a], [b]) => (a < b ? -1 : 1))), (name, value) =>
    name === 'interval' ? undefined : value,
  );
}

import { invalid } from '../../shared/lambda/http/problem.ts';
import type { ReportAnswer } from './answer-report.ts';

/** A function answers at most 6 MB, and a line of a report takes up to 700 bytes. */
const mostLines = 7_500;

/** The answer, where it fits into one. @throws Problem 400 that says what else to ask where it does not. */
export function fitting(answer: ReportAnswer): ReportAnswer {
  const lines = answer.rows.length;
  if (lines <= mostLines) return answer;
  const message = `the report has ${lines} lines, and at most ${mostLines} fit into one answer: ask by week, month or total, for fewer days, with a filter, or for an export`;
  throw invalid([{ path: 'interval', message }]);
}

import { addAnswerTimes, noAnswerTimes } from './answer-times.ts';
import type { Combination } from './combinations.ts';
import { groupsOf } from './family-rows.ts';
import type { Day } from './instant.ts';
import type { ReportRow } from './report-row.ts';

/** The family that keeps how long callers waited; what service levels are answered from. */
export const answerTimesFamily = 'answer-times';

/** One row for each branch, department and campaign that had inbound calls on the day, sorted. */
export function answerTimeRows(day: Day, combinations: readonly Combination[]): ReportRow[] {
  const called = combinations.filter(({ answerTimes }) => answerTimes.answered.size + answerTimes.abandoned.size > 0);
  const groups = groupsOf(called, ['branch', 'department', 'campaign']);
  const rows = Map.groupBy(called, (one) => groups.get(one) ?? 0);
  return [...rows].sort(([a], [b]) => a - b).map(([, some]) => rowOf(day, some));
}

function rowOf(day: Day, some: readonly Combination[]): ReportRow {
  const { branch = null, department = null, campaign = null } = some[0]?.dimensions ?? {};
  const answerTimes = noAnswerTimes();
  for (const one of some) addAnswerTimes(answerTimes, one.answerTimes);
  return { family: answerTimesFamily, day, dimensions: { branch, department, campaign }, byStatus: {}, answerTimes };
}

import { answerTimesFamily } from '../../shared/domain/answer-time-rows.ts';
import { type AnswerTimes, addAnswerTimes, allOfWaits, noAnswerTimes } from '../../shared/domain/answer-times.ts';
import type { Day } from '../../shared/domain/instant.ts';
import { definitionsVersion } from '../../shared/domain/metrics.ts';
import { periodOf } from '../../shared/domain/period-of.ts';
import type { ReportInterval } from '../../shared/domain/report-question.ts';
import type { ReportRow } from '../../shared/domain/report-row.ts';
import { compare } from '../../shared/domain/said.ts';
import {
  type ServiceLevelFormula,
  serviceCounts,
  serviceLevel,
  serviceLevelFormulas,
  type Thresholds,
} from '../../shared/domain/service-level.ts';
import type { Directory } from '../../shared/domain/workspace.ts';
import type { ReportStore } from '../../shared/store/report-store.ts';
import { undisturbedRows } from './undisturbed-rows.ts';

type Filter = string | undefined;
type Filters = { branch?: Filter; department?: Filter; campaign?: Filter };

export type ServiceLevelQuestion = Thresholds & {
  from: Day;
  to: Day;
  interval: ReportInterval;
  formula: ServiceLevelFormula;
  filters: Filters;
};

type Dependencies = { reports: Pick<ReportStore, 'rows' | 'states'>; directory: Directory };

/** Which share of inbound calls was answered soon enough, by day rows that keep how long callers waited. */
export async function answerServiceLevel(question: ServiceLevelQuestion, { reports, directory }: Dependencies) {
  const { from, to, interval, formula, thresholdSeconds, shortSeconds } = question;
  const asked = { workspace: directory.workspace, family: answerTimesFamily, from, to, lastThatCounts: to };
  const { rows } = await undisturbedRows(asked, reports);
  const wanted = rows.filter((row) => isAsked(row, question.filters));
  const periods = Map.groupBy(wanted, ({ day }) => periodOf(day, question));
  const lines = [...periods]
    .map(([period, some]) => ({ period, ...numbersOf(some, question) }))
    .sort((a, b) => compare(a.period, b.period));
  return {
    ...{ from, to, interval, thresholdSeconds, shortSeconds, formula, is: serviceLevelFormulas[formula].formula },
    timezone: directory.settings.timezone,
    definitions: definitionsVersion,
    rows: lines,
    totals: numbersOf(wanted, question),
  };
}

function isAsked({ dimensions }: ReportRow, { branch, department, campaign }: Filters): boolean {
  if (branch !== undefined && dimensions.branch !== branch) return false;
  if (department !== undefined && dimensions.department !== department) return false;
  return campaign === undefined || dimensions.campaign === campaign;
}

function numbersOf(rows: readonly ReportRow[], question: ServiceLevelQuestion) {
  const times: AnswerTimes = noAnswerTimes();
  for (const { answerTimes } of rows) if (answerTimes) addAnswerTimes(times, answerTimes);
  const counts = serviceCounts(times, question);
  const unknown = (times.answered.get('unknown') ?? 0) + (times.abandoned.get('unknown') ?? 0);
  return {
    inbound: allOfWaits(times.answered) + allOfWaits(times.abandoned),
    ...counts,
    unknown,
    serviceLevel: serviceLevel(counts, question.formula),
  };
}

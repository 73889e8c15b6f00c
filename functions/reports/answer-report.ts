import { daysBetween, plusDays } from '../../shared/domain/business-day.ts';
import { returnWindowDays } from '../../shared/domain/connects.ts';
import { firstOpenDay } from '../../shared/domain/first-open-day.ts';
import { type Day, earliest, type Instant } from '../../shared/domain/instant.ts';
import { definitionsVersion } from '../../shared/domain/metrics.ts';
import { familyFor } from '../../shared/domain/report-families.ts';
import type { ReportQuestion } from '../../shared/domain/report-question.ts';
import { type Summary, summarise } from '../../shared/domain/summarise.ts';
import type { Directory } from '../../shared/domain/workspace.ts';
import type { DaySummary, DirtyDay, ReportStore } from '../../shared/store/report-store.ts';
import { undisturbedRows } from './undisturbed-rows.ts';

/** The answer of `GET /api/reports`. */
export type ReportAnswer = Pick<ReportQuestion, 'from' | 'to' | 'interval' | 'by'> & {
  timezone: string;
  /** Version of the metric dictionary that the numbers follow. */
  definitions: string;
  /** Everything that was stored by then is in the numbers. */
  asOf: Instant;
  /** Days that can still change, in order. */
  open: Day[];
} & Summary;

export type ReportDependencies = {
  reports: Pick<ReportStore, 'rows' | 'states' | 'dirtyDays'>;
  /** Of the workspace that asks. */
  directory: Directory;
  now: () => Instant;
};

/** Answers from stored rows alone; marks are read before rows, so that `asOf` never promises more than the rows hold. */
export async function answerReport(question: ReportQuestion, { reports, directory, now }: ReportDependencies): Promise<ReportAnswer> {
  const { from, to, interval, by } = question;
  const { workspace, settings } = directory;
  const at = now();
  const reach = returnWindowDays(settings.missedReturnHours);
  const lastThatCounts = plusDays(to, reach);
  const marks = await reports.dirtyDays(directory.workspace);
  const dirty = marks.filter((mark) => mark.workspace === workspace && mark.day >= from && mark.day <= lastThatCounts);
  const { rows, summaries } = await undisturbedRows({ workspace, family: familyFor(question), from, to, lastThatCounts }, reports);
  return {
    from,
    to,
    interval,
    by,
    timezone: settings.timezone,
    definitions: definitionsVersion,
    asOf: asOf(dirty, summaries) ?? at,
    open: openDays({ question, dirty, summaries, reach, firstOpen: firstOpenDay(settings, at) }),
    ...summarise(rows, question, directory),
  };
}

/** A day without a mark is as it should be now; one with a mark was so when it was last rolled up. */
function asOf(dirty: readonly DirtyDay[], summaries: readonly DaySummary[]): Instant | undefined {
  const rolledUpAt = new Map(summaries.map((summary) => [summary.day, summary.rolledUpAt]));
  return earliest(dirty.map(({ day, markedAt }) => rolledUpAt.get(day) ?? markedAt));
}

type Openness = {
  question: ReportQuestion;
  dirty: readonly DirtyDay[];
  summaries: readonly DaySummary[];
  reach: number;
  firstOpen: Day;
};

function openDays({ question: { from, to }, dirty, summaries, reach, firstOpen }: Openness): Day[] {
  const withOpenCalls = new Set(summaries.filter(({ open }) => open > 0).map(({ day }) => day));
  const isTouched = (day: Day) => dirty.some((mark) => mark.day >= day && mark.day <= plusDays(day, reach));
  return daysBetween(from, to).filter((day) => day >= firstOpen || withOpenCalls.has(day) || isTouched(day));
}

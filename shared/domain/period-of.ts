import type { Day } from './instant.ts';
import { isoWeek } from './iso-week.ts';
import type { ReportInterval, ReportQuestion } from './report-question.ts';

const periods: Record<ReportInterval, (day: Day, question: Pick<ReportQuestion, 'from' | 'to'>) => string> = {
  day: (day) => day,
  week: (day) => isoWeek(day),
  month: (day) => day.slice(0, 7),
  total: (_day, { from, to }) => `${from}/${to}`,
};

/** The period of a report that a day falls into: `2026-11-22`, `2026-W47`, `2026-11` or `2026-11-01/2026-11-22`. */
export function periodOf(day: Day, question: Pick<ReportQuestion, 'interval' | 'from' | 'to'>): string {
  return periods[question.interval](day, question);
}

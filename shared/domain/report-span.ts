import type { ReportQuestion } from './report-question.ts';

/** Most days that one report by day spans; by week, month or total it may be ten years. */
const mostDaysByDay = 400;
const mostDays = 3660;

/** What is wrong with the days of a question, and which of them a caller has to change; undefined where nothing is. */
export function spanProblem({ from, to, interval }: Pick<ReportQuestion, 'from' | 'to' | 'interval'>) {
  if (from > to) return { path: 'from', message: `${from} is after to, ${to}: the first day comes first` } as const;
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1;
  const most = interval === 'day' ? mostDaysByDay : mostDays;
  if (days <= most) return undefined;
  const instead = interval === 'day' ? 'or by week, month or total' : 'in parts';
  return {
    path: 'to',
    message: `${from} to ${to} are ${days} days, and at most ${most} are answered at once: ask for fewer, ${instead}`,
  } as const;
}

import type { CallFilters } from './call-filters.ts';
import type { EndedPeriod } from './ended-period.ts';
import type { ExportFormat, ExportQuestion, LeadFilters } from './export.ts';
import type { Instant } from './instant.ts';
import type { ReportQuestion } from './report-question.ts';

/** When a schedule runs, by the clocks of the workspace's zone: `at` is `HH:MM`, Monday is weekday 1. */
export type ScheduleTime =
  | { every: 'day'; at: string }
  | { every: 'week'; at: string; weekday: number }
  | { every: 'month'; at: string; dayOfMonth: number };

export const rhythms = ['day', 'week', 'month'] as const satisfies readonly ScheduleTime['every'][];

/** What an export asks for but for its days, which each run fills in. */
export type ScheduledQuestion =
  | { kind: 'calls'; filters: CallFilters }
  | ({ kind: 'report' } & Omit<ReportQuestion, 'from' | 'to'>)
  | { kind: 'leads'; filters: Omit<LeadFilters, 'from' | 'to'> };

/** A file that is to be made again and again, each time of the period that has just ended. */
export type ExportSchedule = {
  id: string;
  workspace: string;
  name: string;
  enabled: boolean;
  time: ScheduleTime;
  question: ScheduledQuestion;
  format: ExportFormat;
  bom: boolean;
  createdAt: Instant;
  /** Runs that fell due by then are dealt with. */
  seen: Instant;
  /** The last run. */
  last: { exportId: string; period: string; at: Instant } | null;
  /** Writes so far. */
  version: number;
};

/** What the run of a schedule asks for: leads that were made, and calls and reports of, the days of the period. */
export function questionOfPeriod(question: ScheduledQuestion, { from, to }: Pick<EndedPeriod, 'from' | 'to'>): ExportQuestion {
  switch (question.kind) {
    case 'calls':
      return { kind: 'calls', from, to, filters: question.filters };
    case 'report': {
      const { kind, interval, by, filters } = question;
      return { kind, question: { from, to, interval, by, filters } };
    }
    case 'leads':
      return { kind: 'leads', filters: { ...question.filters, from, to } };
    default:
      return question satisfies never;
  }
}

import { type ReportFilterName, type ReportFilters, type ReportQuestion, reportFilterNames } from '../../shared/domain/report-question.ts';

/** The checked query of `GET /api/reports`, but for the format of the answer. */
export type ReportQuery = Pick<ReportQuestion, 'from' | 'to' | 'interval' | 'by'> & { [Name in ReportFilterName]?: string | undefined };

/** The question that a query asks. */
export function questionOf(query: ReportQuery): ReportQuestion {
  return { from: query.from, to: query.to, interval: query.interval, by: query.by, filters: reportFiltersOf(query) };
}

/** The filters that are given. */
export function reportFiltersOf(query: Pick<ReportQuery, ReportFilterName>): ReportFilters {
  const filters: ReportFilters = {};
  for (const name of reportFilterNames) {
    const value = query[name];
    if (value !== undefined) filters[name] = value;
  }
  return filters;
}

import type { Day } from './instant.ts';

export const reportIntervals = ['day', 'week', 'month', 'total'] as const;
export type ReportInterval = (typeof reportIntervals)[number];

export const breakdowns = [
  'none',
  'status',
  'agent',
  'branch',
  'department',
  'campaign',
  'tag',
  'direction',
  'hour',
  'weekday-hour',
] as const;
export type Breakdown = (typeof breakdowns)[number];

export const reportFilterNames = ['agent', 'branch', 'department', 'campaign', 'tag', 'direction'] as const;
export type ReportFilterName = (typeof reportFilterNames)[number];

/** Ids, a tag or a direction; every one given must hold. */
export type ReportFilters = Partial<Record<ReportFilterName, string>>;

/** What a manager asks: whole days of the workspace, the first and the last included. */
export type ReportQuestion = { from: Day; to: Day; interval: ReportInterval; by: Breakdown; filters: ReportFilters };

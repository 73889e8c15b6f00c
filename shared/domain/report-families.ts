import type { ReportFilterName, ReportQuestion } from './report-question.ts';
import type { RowDimensions } from './report-row.ts';

/** Every dimension that a row can keep, in the order in which rows keep them. */
export const dimensionNames = ['agent', 'branch', 'department', 'campaign', 'tags', 'direction', 'hour'] as const;
export type DimensionName = (typeof dimensionNames)[number] & keyof RowDimensions;

/**
 * Which dimensions each family of rows keeps, the smallest family first; the last one keeps all, and every other is a sum of it.
 * Sums are kept by status in each, and the weekday follows from the day, so neither is a dimension.
 */
export const reportFamilies = [
  { id: 'none', keeps: [] },
  { id: 'direction', keeps: ['direction'] },
  { id: 'hour', keeps: ['hour'] },
  { id: 'campaign', keeps: ['campaign'] },
  { id: 'agent', keeps: ['agent', 'branch', 'department'] },
  { id: 'tags', keeps: ['tags'] },
  { id: 'detail', keeps: ['agent', 'branch', 'department', 'campaign', 'tags', 'direction'] },
  { id: 'detail-hour', keeps: dimensionNames },
] as const satisfies readonly { id: string; keeps: readonly DimensionName[] }[];

export type FamilyId = (typeof reportFamilies)[number]['id'];

const breakdownNeeds = {
  none: [],
  status: [],
  agent: ['agent'],
  branch: ['branch'],
  department: ['department'],
  campaign: ['campaign'],
  tag: ['tags'],
  direction: ['direction'],
  hour: ['hour'],
  'weekday-hour': ['hour'],
} as const satisfies Record<ReportQuestion['by'], readonly DimensionName[]>;

/** The dimension of a row that a filter looks at. */
export const filterDimension = {
  agent: 'agent',
  branch: 'branch',
  department: 'department',
  campaign: 'campaign',
  tag: 'tags',
  direction: 'direction',
} as const satisfies Record<ReportFilterName, DimensionName>;

/** The smallest family that keeps what the question breaks down by and filters on. */
export function familyFor({ by, filters }: Pick<ReportQuestion, 'by' | 'filters'>): FamilyId {
  const filtered = (Object.keys(filters) as ReportFilterName[]).map((name) => filterDimension[name]);
  const needed: readonly DimensionName[] = [...breakdownNeeds[by], ...filtered];
  const family = reportFamilies.find(({ keeps }: { keeps: readonly DimensionName[] }) => needed.every((name) => keeps.includes(name)));
  return family?.id ?? 'detail-hour';
}

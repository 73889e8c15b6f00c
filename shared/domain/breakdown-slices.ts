import { weekdayOf } from './business-day.ts';
import type { Breakdown } from './report-question.ts';
import type { ReportRow } from './report-row.ts';
import { type Status, statuses } from './status.ts';

/** Part of a stored row that one row of a report takes: all of its statuses, or one. */
export type Slice = { key: string | null; statuses: readonly Status[] };

const whole = (key: string | null): Slice[] => [{ key, statuses }];

const slicesBy: Record<Breakdown, (row: ReportRow) => Slice[]> = {
  none: () => whole(null),
  status: ({ byStatus }) => statuses.filter((status) => byStatus[status]).map((status) => ({ key: status, statuses: [status] })),
  agent: ({ dimensions }) => whole(dimensions.agent ?? null),
  branch: ({ dimensions }) => whole(dimensions.branch ?? null),
  department: ({ dimensions }) => whole(dimensions.department ?? null),
  campaign: ({ dimensions }) => whole(dimensions.campaign ?? null),
  tag: ({ dimensions: { tags = [] } }) => (tags.length === 0 ? whole(null) : tags.flatMap(whole)),
  direction: ({ dimensions }) => whole(dimensions.direction ?? null),
  hour: ({ dimensions }) => whole(hourKey(dimensions.hour)),
  'weekday-hour': ({ day, dimensions }) => whole(`${weekdayOf(day)}-${hourKey(dimensions.hour)}`),
};

/** Which rows of a report a stored row goes into: several where its calls have several tags. */
export function breakdownSlices(row: ReportRow, by: Breakdown): Slice[] {
  return slicesBy[by](row);
}

function hourKey(hour = 0): string {
  return String(hour).padStart(2, '0');
}

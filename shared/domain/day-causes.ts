import type { Day } from './instant.ts';
import type { ReportRow } from './report-row.ts';
import type { DirtyCause } from './restatement.ts';
import { type Status, statuses } from './status.ts';

type Marked = { day: Day; causes?: readonly DirtyCause[] };
type Totals = ReportRow['byStatus'];

/** Why the rows of a day changed: its own causes, and those of the days after where it was missed calls that were returned, or no longer. */
export function causesOfChange(day: Day, marks: readonly Marked[], totals: { before: Totals; after: Totals }): DirtyCause[] {
  const own = marks.filter((mark) => mark.day === day);
  const later = marks.filter((mark) => mark.day > day);
  const isReturn = own.length === 0 || returnedIn(totals.before) !== returnedIn(totals.after);
  return [...own, ...(isReturn ? later : [])].flatMap(({ causes = [] }) => causes);
}

function returnedIn(totals: Totals): number {
  return statuses.reduce((sum, status: Status) => sum + (totals[status]?.missedReturned ?? 0), 0);
}

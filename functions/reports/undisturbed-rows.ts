import type { Day } from '../../shared/domain/instant.ts';
import type { ReportRow } from '../../shared/domain/report-row.ts';
import { busy } from '../../shared/lambda/http/problem-of.ts';
import { pause } from '../../shared/store/pause.ts';
import type { DayState, DaySummary, ReportStore } from '../../shared/store/report-store.ts';

type Asked = { workspace: string; family: string; from: Day; to: Day; lastThatCounts: Day };

const pauseMs = 250;
const mostTries = 24;

/**
 * Rows of a family, each day as one recomputation left it: a day with many changed rows is written in several steps, and no report shows
 * some of them. Waits for such days up to 6 s.
 * @throws Problem 503 where one is still being written then: the next rollup ends it.
 */
export async function undisturbedRows(
  { workspace, family, from, to, lastThatCounts }: Asked,
  reports: Pick<ReportStore, 'rows' | 'states'>,
): Promise<{ rows: ReportRow[]; summaries: DaySummary[] }> {
  let before = await reports.states(workspace, from, lastThatCounts);
  for (let tries = 1; tries <= mostTries; tries++) {
    const rows = await reports.rows(workspace, family, from, to);
    const after = await reports.states(workspace, from, lastThatCounts);
    if (areSettled(after, to) && sayTheSame(before, after)) return { rows, summaries: after.flatMap(({ summary }) => summary ?? []) };
    before = after;
    await pause(pauseMs);
  }
  throw busy();
}

function areSettled(states: readonly DayState[], to: Day): boolean {
  return states.every(({ day, isHalfWritten }) => day > to || !isHalfWritten);
}

function sayTheSame(before: readonly DayState[], after: readonly DayState[]): boolean {
  return JSON.stringify(before.map(versionOf)) === JSON.stringify(after.map(versionOf));
}

function versionOf({ day, summary, isHalfWritten }: DayState): unknown {
  return [day, summary?.version ?? 0, isHalfWritten];
}

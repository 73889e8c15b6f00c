import { describe, expect, it } from 'vitest';
import { undisturbedRows } from '../../../functions/reports/undisturbed-rows.ts';
import type { ReportRow } from '../../../shared/domain/report-row.ts';
import type { DayState } from '../../../shared/store/report-store.ts';
import { aDaySummary } from '../../builders.ts';

const day = '2026-11-22';
const asked = { workspace: 'w_1', family: 'none', from: day, to: day, lastThatCounts: day };
const state = (version: number, isHalfWritten = false): DayState => ({ day, summary: aDaySummary({ day, version }), isHalfWritten });
const rowsOf = (version: number): ReportRow[] => [{ family: 'none', day, dimensions: { agent: `v${version}` }, byStatus: {} }];

/** A store that goes on to the next state with each read. */
function aStoreThatIs(...reads: (DayState | ReportRow[])[]) {
  const next = () => (reads.length > 1 ? reads.shift() : reads[0]);
  return {
    states: async () => [next() as DayState], // the test lists states where states are read
    rows: async () => next() as ReportRow[],
  };
}

describe('undisturbedRows', () => {
  it('reads once where nobody writes', async () => {
    const { rows, summaries } = await undisturbedRows(asked, aStoreThatIs(state(1), rowsOf(1), state(1)));
    expect([rows, summaries.map(({ version }) => version)]).toEqual([rowsOf(1), [1]]);
  });

  it.each<[string, (DayState | ReportRow[])[]]>([
    ['is replaced while it is read', [state(1), rowsOf(1), state(2)]],
    ['begins to be replaced while it is read', [state(1), rowsOf(1), state(1, true), rowsOf(1), state(2)]],
    ['is half replaced from the start', [state(1, true), rowsOf(1), state(1, true), rowsOf(1), state(2)]],
  ])('reads again where a day %s', async (_what, reads) => {
    const { rows, summaries } = await undisturbedRows(asked, aStoreThatIs(...reads, rowsOf(2), state(2)));
    expect([rows, summaries.map(({ version }) => version)]).toEqual([rowsOf(2), [2]]);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daysBetween, plusDays } from '../../../shared/domain/business-day.ts';
import { connectsOf, returnWindowDays } from '../../../shared/domain/connects.ts';
import type { ReportCall } from '../../../shared/domain/report-call.ts';
import { breakdowns, type ReportFilters, reportIntervals } from '../../../shared/domain/report-question.ts';
import type { ReportRow } from '../../../shared/domain/report-row.ts';
import { rowsOf } from '../../../shared/domain/rows-of.ts';
import { summarise } from '../../../shared/domain/summarise.ts';
import { comparable, reportFromCalls } from './report-oracle.ts';
import { anyWorkspace, type GeneratedWorkspace } from './report-workspaces.ts';

const nobody = { agents: [], branches: [], departments: [], campaigns: [] };

const anyFilters: fc.Arbitrary<ReportFilters> = fc.record(
  {
    agent: fc.constantFrom('a_asha', 'a_ravi'),
    branch: fc.constantFrom('b_pune', 'b_goa'),
    department: fc.constant('d_sales'),
    campaign: fc.constantFrom('k_diwali', 'k_ipl', 'k_unknown'),
    tag: fc.constantFrom('hot', 'vip'),
    direction: fc.constantFrom('inbound', 'outbound'),
  },
  { requiredKeys: [] },
);

/** The rows of every day that has calls, each made from that day's calls and the connects of the days after. */
function rowsOfAll({ calls, rules }: GeneratedWorkspace): ReportRow[] {
  const on = (day: string) => calls.filter((call) => call.day === day);
  const days = [...new Set(calls.map(({ day }) => day))];
  return days.flatMap((day) => {
    const following = daysBetween(plusDays(day, 1), plusDays(day, returnWindowDays(rules.missedReturnHours)));
    return rowsOf(on(day), { day, settings: rules, later: following.map((next) => connectsOf(on(next))) });
  });
}

function byPeriodAndKey(rows: readonly { period: string; key: string | null }[]) {
  return Object.fromEntries(rows.map((row) => [JSON.stringify([row.period, row.key]), row]));
}

describe('a report', () => {
  const questions = breakdowns.flatMap((by) => reportIntervals.map((interval) => ({ by, interval })));

  it.each(questions)('by $by and $interval says what counting the calls says, whatever the zone and the filters', ({ by, interval }) => {
    fc.assert(
      fc.property(anyWorkspace, fc.oneof(fc.constant({}), anyFilters), (workspace, filters) => {
        const question = { from: workspace.from, to: workspace.to, interval, by, filters };
        const counted = reportFromCalls(workspace.calls, question, workspace.rules);
        const { rows, totals } = summarise(rowsOfAll(workspace), question, nobody);
        expect(byPeriodAndKey(comparable(rows))).toEqual(byPeriodAndKey(counted.rows));
        expect(rows).toHaveLength(counted.rows.length);
        expect(comparable([totals])).toEqual([counted.totals]);
      }),
      { numRuns: 40 },
    );
  });

  it('has the same bytes for the same calls in any order and in any portions', () => {
    const shuffled = anyWorkspace.chain((workspace) =>
      fc.tuple(fc.constant(workspace), fc.shuffledSubarray(workspace.calls, { minLength: workspace.calls.length })),
    );
    fc.assert(
      fc.property(shuffled, ([workspace, calls]) => {
        const bytes = (ofCalls: ReportCall[]) => {
          const day = ofCalls[0]?.day ?? workspace.from;
          return JSON.stringify(rowsOf(ofCalls, { day, settings: workspace.rules, later: [] }));
        };
        const oneDay = (list: ReportCall[]) => list.filter(({ day }) => day === workspace.calls[0]?.day);
        expect(bytes(oneDay(calls))).toBe(bytes(oneDay(workspace.calls)));
      }),
      { numRuns: 200 },
    );
  });
});

import { describe, expect, it } from 'vitest';
import { metrics } from '../../../shared/domain/metrics.ts';
import type { ReportCall } from '../../../shared/domain/report-call.ts';
import type { ReportQuestion } from '../../../shared/domain/report-question.ts';
import { rowsOf } from '../../../shared/domain/rows-of.ts';
import { summarise } from '../../../shared/domain/summarise.ts';
import { wilsonInterval } from '../../../shared/domain/wilson.ts';
import { aDirectory, anAgent, aReportCall } from '../../builders.ts';

const names = aDirectory({
  agents: [anAgent('a_asha', { name: 'Zoya' }), anAgent('a_ravi', { name: 'Ravi' })],
  branches: [{ id: 'b_pune', name: 'Pune' }],
});
const day = '2026-11-22';

function report(calls: ReportCall[], question: Partial<ReportQuestion>) {
  const rows = rowsOf(calls, { day, settings: names.settings, later: [] });
  return summarise(rows, { from: day, to: day, interval: 'day', by: 'none', filters: {}, ...question }, names);
}

describe('summarise', () => {
  it.each([
    ['none', [null], ['All calls']],
    ['status', ['Busy', 'Missed'], ['Busy', 'Missed']],
    ['agent', ['a_ravi', 'a_asha', null], ['Ravi', 'Zoya', 'No agent']],
    ['branch', ['b_pune', null], ['Pune', 'No branch']],
    ['department', [null], ['No department']],
    ['campaign', [null], ['No campaign']],
    ['tag', ['hot', 'vip', null], ['hot', 'vip', 'No tag']],
    ['direction', ['inbound', 'outbound', null], ['Inbound', 'Outbound', 'No direction']],
    ['hour', ['15'], ['15:00']],
    ['weekday-hour', ['7-15'], ['Sunday 15:00']],
  ] as const)('lists the keys and labels of %s in the order in which people look for them', (by, keys, labels) => {
    const calls = [
      aReportCall({ agent: null, status: 'Missed', direction: null, tags: ['vip', 'hot'] }),
      aReportCall({ agent: 'a_ravi', status: 'Busy', direction: 'outbound', branch: 'b_pune' }),
      aReportCall({ agent: 'a_asha', status: 'Busy', direction: 'inbound' }),
    ];
    const { rows } = report(calls, { by });
    expect(rows.map(({ key }) => key)).toEqual(keys);
    expect(rows.map(({ label }) => label)).toEqual(labels);
  });

  it('shows the id of an agent who is no longer there', () => {
    expect(report([aReportCall({ agent: 'a_left' })], { by: 'agent' }).rows[0]?.label).toBe('a_left');
  });

  it('counts a call with two tags in both rows and once in the totals', () => {
    const { rows, totals } = report([aReportCall({ tags: ['hot', 'vip'] }), aReportCall({ tags: ['hot'] })], { by: 'tag' });
    expect(rows.map(({ key, calls }) => [key, calls])).toEqual([
      ['hot', 2],
      ['vip', 1],
    ]);
    expect(totals.calls).toBe(2);
  });

  it('gives a ratio its numerator and denominator, unrounded, and no value where nothing is counted', () => {
    const { totals } = report([aReportCall({ talkSeconds: 10 }), aReportCall(), aReportCall()], {});
    expect(totals.pickUpRate).toEqual({ value: 1 / 3, numerator: 1, denominator: 3, interval: wilsonInterval(1, 3) });
    expect(totals.averageTalkSeconds).toEqual({ value: 10, numerator: 10, denominator: 1 });
    expect(totals.missedRate).toEqual({ value: null, numerator: 0, denominator: 0 });
  });

  it('has no rows, and totals of nothing, where there were no calls', () => {
    const { rows, totals } = report([], { by: 'agent' });
    expect(rows).toEqual([]);
    expect(totals.calls).toBe(0);
    expect(Object.keys(totals.byStatus)).toHaveLength(7);
    expect(totals.pickUpRate.value).toBeNull();
  });

  it('gives the measures that the dictionary lists, in its order', () => {
    expect(Object.keys(report([], {}).totals)).toEqual(Object.keys(metrics));
  });
});

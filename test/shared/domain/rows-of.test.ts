import { describe, expect, it } from 'vitest';
import { connectsOf } from '../../../shared/domain/connects.ts';
import type { ReportCall } from '../../../shared/domain/report-call.ts';
import { reportFamilies } from '../../../shared/domain/report-families.ts';
import type { Sums } from '../../../shared/domain/report-row.ts';
import { rowsOf } from '../../../shared/domain/rows-of.ts';
import { noSums } from '../../../shared/domain/sums.ts';
import { aReportCall } from '../../builders.ts';

const day = '2026-11-22';
const settings = { timezone: 'Asia/Kolkata', conversationSeconds: 30, missedReturnHours: 24 };

function rows(calls: ReportCall[], later: ReportCall[] = []) {
  return rowsOf(calls, { day, settings, later: [connectsOf(later)] });
}

function family(id: string, calls: ReportCall[]) {
  return rows(calls).filter((row) => row.family === id);
}

describe('rowsOf', () => {
  const counted: [fact: string, call: Partial<ReportCall>, sums: Partial<Sums>][] = [
    ['an outbound No Answer is an attempt', { status: 'No Answer' }, { attempts: 1 }],
    ['an outbound Busy is an attempt', { status: 'Busy' }, { attempts: 1 }],
    ['an unknown direction is an attempt', { status: 'Busy', direction: null }, { attempts: 1 }],
    [
      'a long outbound talk is a connect and a conversation',
      { status: 'Called', talkSeconds: 30 },
      { attempts: 1, pickedUp: 1, connected: 1, conversations: 1, talkSeconds: 30 },
    ],
    [
      'a short outbound talk is a connect, not a conversation',
      { status: 'Called', talkSeconds: 29 },
      { attempts: 1, pickedUp: 1, connected: 1, talkSeconds: 29 },
    ],
    ['Called without talk time is no connect', { status: 'Called' }, { attempts: 1 }],
    ['talk time beside No Answer is a connect', { talkSeconds: 1 }, { attempts: 1, pickedUp: 1, connected: 1, talkSeconds: 1 }],
    [
      'an answered inbound call is no attempt',
      { status: 'Called', direction: 'inbound', talkSeconds: 5 },
      { inbound: 1, inboundAnswered: 1, connected: 1, talkSeconds: 5 },
    ],
    ['an inbound Missed is missed', { status: 'Missed', direction: 'inbound' }, { inbound: 1, missed: 1, inboundMissed: 1 }],
    ['an outbound Missed is missed, and stays out of the inbound rate', { status: 'Missed' }, { attempts: 1, missed: 1 }],
  ];

  it.each(counted)('%s', (_fact, call, sums) => {
    const ended = aReportCall({ status: 'No Answer', ...call });
    expect(family('none', [ended])).toEqual([
      { family: 'none', day, dimensions: {}, byStatus: { [ended.status]: { ...noSums(), calls: 1, ...sums } } },
    ]);
  });

  it('leaves calls in progress out', () => {
    expect(rows([aReportCall({ ended: false, status: 'In-progress', endedAt: null })])).toEqual([]);
  });

  it('counts a missed call as returned by a connect of the day after', () => {
    const missed = aReportCall({ status: 'Missed', direction: 'inbound', leadId: 'l_7' });
    const nextDay = aReportCall({ day: '2026-11-23', startedAt: '2026-11-23T04:00:00.000Z', leadId: 'l_7', talkSeconds: 20 });
    const [total] = rows([missed], [nextDay]);
    expect(total?.byStatus.Missed?.missedReturned).toBe(1);
    expect(total?.byStatus.Missed?.calls).toBe(1);
  });

  it('keeps every family, the dimensions of each, and no other', () => {
    const kept = new Map(rows([aReportCall()]).map((row) => [row.family, Object.keys(row.dimensions)]));
    expect([...kept]).toEqual(reportFamilies.map(({ id, keeps }) => [id, [...keeps]]));
  });

  it('counts the hour on the clocks of the workspace: 18:45 UTC is 00:15 in Kolkata', () => {
    const late = aReportCall({ startedAt: '2026-11-21T18:45:00.000Z' });
    expect(family('hour', [late]).map(({ dimensions }) => dimensions.hour)).toEqual([0]);
  });

  it('takes tags as a set: their order and repetition make no second row', () => {
    const tagged = (tags: string[]) => aReportCall({ tags });
    const [row, ...others] = family('tags', [tagged(['vip', 'hot']), tagged(['hot', 'vip', 'hot'])]);
    expect(others).toEqual([]);
    expect(row?.dimensions).toEqual({ tags: ['hot', 'vip'] });
    expect(row?.byStatus['No Answer']?.calls).toBe(2);
  });

  it('lists the statuses of a row in their order, whichever call came first', () => {
    const [row] = family('none', [aReportCall({ status: 'Missed' }), aReportCall({ status: 'Called' }), aReportCall({ status: 'Busy' })]);
    expect(Object.keys(row?.byStatus ?? {})).toEqual(['Called', 'Busy', 'Missed']);
  });

  it('splits an agent who moved to another branch within the day', () => {
    const moved = family('agent', [aReportCall({ branch: 'b_pune' }), aReportCall({ branch: 'b_goa' })]);
    expect(moved.map(({ dimensions }) => dimensions.branch)).toEqual(['b_goa', 'b_pune']);
  });
});

import { describe, expect, it } from 'vitest';
import { leadReach } from '../../../shared/domain/lead-reach.ts';
import { type LeadForReach, reachTally } from '../../../shared/domain/reach.ts';
import type { ReportCall } from '../../../shared/domain/report-call.ts';
import { aReportCall, at } from '../../builders.ts';

const minute = 60;

/** A lead made at 10:00 UTC with these calls, each so many minutes after. */
function aLeadWith(calls: (Partial<ReportCall> & { after: number })[]): LeadForReach {
  const all = calls.map(({ after, ...call }) => aReportCall({ startedAt: at(after * minute), ...call }));
  return { id: 'l_1', tags: [], campaign: null, owner: null, createdAt: at(), firsts: leadReach(all).firsts };
}

const connect = { status: 'Called', talkSeconds: 40 } as const;

function reachOf(leads: LeadForReach[], asOf = '2026-11-22', timezone = 'UTC') {
  const tally = reachTally(asOf, timezone);
  for (const lead of leads) tally.add(lead);
  return tally.reach();
}

describe('attempts to the first connect', () => {
  it.each<[string, (Partial<ReportCall> & { after: number })[], number | null]>([
    ['is the first where it is picked up', [{ after: 1, ...connect }], 1],
    ['counts those before, in the order of their starts', [{ after: 9, ...connect }, { after: 1 }, { after: 2 }, { after: 20 }], 3],
    ['counts those before the lead called in', [{ after: 1 }, { after: 5, direction: 'inbound', ...connect }], 1],
    ['is none where the lead called in first', [{ after: 1, direction: 'inbound', ...connect }, { after: 5 }], 0],
    [
      'takes no notice of a missed call of the lead',
      [
        { after: 1, direction: 'inbound', status: 'Missed' },
        { after: 2, ...connect },
      ],
      1,
    ],
    ['is not known of a lead that was never reached', [{ after: 1 }], null],
    ['waits for a call in progress', [{ after: 1, ended: false, talkSeconds: 9 }], null],
  ])('%s', (_fact, calls, attempts) => {
    expect(aLeadWith(calls).firsts?.attemptsToConnect).toBe(attempts);
  });
});

describe('reach', () => {
  it('counts leads, those attempted and those reached, and who was reached by which attempt', () => {
    const twelfth = [...Array.from({ length: 11 }, (_, after) => ({ after })), { after: 30, ...connect }];
    const never: LeadForReach = { id: 'l', tags: [], campaign: null, owner: null, createdAt: at() };
    const inbound = aLeadWith([{ after: 1, direction: 'inbound', ...connect }]);
    const reach = reachOf([aLeadWith([{ after: 1 }]), aLeadWith([{ after: 1, ...connect }]), aLeadWith(twelfth), inbound, never]);
    expect(reach).toMatchObject({ leads: 5, attempted: 3, reached: 3, reachRate: { value: 2 / 3, numerator: 2, denominator: 3 } });
    expect(reach.attemptsToFirstConnect).toEqual({ 0: 1, 1: 1, 2: 0, 3: 0, 4: 0, 5: 0, 6: 0, 7: 0, 8: 0, 9: 0, '10+': 1 });
  });

  it('says how quick the first attempt and the first connect were', () => {
    const leads = [1, 2, 5, 6].map((after) => aLeadWith([{ after }]));
    const { firstAttempt, firstConnect } = reachOf(leads).speedToLead;
    expect(firstAttempt).toMatchObject({ median: 120, p90: 360, withinFiveMinutes: { numerator: 3, denominator: 4 } });
    expect(firstConnect).toEqual({ median: null, p90: null, withinFiveMinutes: { value: null, numerator: 0, denominator: 0 } });
  });

  it('says nothing of the speed where the lead was called before it was made', () => {
    expect(reachOf([aLeadWith([{ after: -5, ...connect }])]).speedToLead.firstConnect.median).toBeNull();
  });

  it.each([
    ['2026-11-21', 'UTC', { leads: 0, attempted: 0, reached: 0 }],
    ['2026-11-22', 'UTC', { leads: 1, attempted: 1, reached: 0 }],
    ['2026-11-22', 'Asia/Kathmandu', { leads: 1, attempted: 0, reached: 0 }],
    ['2026-11-23', 'Asia/Kathmandu', { leads: 1, attempted: 1, reached: 0 }],
    ['2026-11-24', 'UTC', { leads: 1, attempted: 1, reached: 1 }],
    ['2027-11-24', 'UTC', { leads: 1, attempted: 1, reached: 1 }],
  ])('is that of the end of %s in %s', (asOf, timezone, counts) => {
    const lead = aLeadWith([{ after: 8.5 * 60 }, { after: 48 * 60 - 1, ...connect }]);
    expect(reachOf([lead], asOf, timezone)).toMatchObject(counts);
  });
});

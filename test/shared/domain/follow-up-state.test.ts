import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { followUpState, type OpenState, spanOf } from '../../../shared/domain/follow-up-state.ts';

const india = 'Asia/Kolkata';
// 14:00 in India.
const now = '2026-11-23T08:30:00.000Z';

describe('followUpState', () => {
  it.each([
    ['upcoming, a moment ahead', '2026-11-23T08:30:00.001Z', 'upcoming'],
    ['upcoming, tomorrow', '2026-11-24T04:30:00.000Z', 'upcoming'],
    ['due at its very time', now, 'due'],
    ['due since this morning', '2026-11-23T04:30:00.000Z', 'due'],
    ['due since the first moment of the day', '2026-11-22T18:30:00.000Z', 'due'],
    ['overdue from yesterday’s last moment', '2026-11-22T18:29:59.999Z', 'overdue'],
    ['overdue for a year', '2025-11-23T08:30:00.000Z', 'overdue'],
  ])('is %s', (_when, at, state) => {
    expect(followUpState({ at, end: null }, now, india)).toBe(state);
  });

  it('is done once it has ended, whenever it was for', () => {
    const end = { resolution: 'withdrawn', callId: null, at: now } as const;
    expect(followUpState({ at: '2026-11-24T04:30:00.000Z', end }, now, india)).toBe('done');
  });
});

describe('spanOf', () => {
  it('holds exactly the open follow-ups of its state', () => {
    const zones = fc.constantFrom(india, 'America/Havana', 'Africa/Cairo', 'Asia/Beirut', 'Europe/Berlin', 'Pacific/Apia');
    const moments = fc
      .date({ min: new Date('2026-01-01T00:00:00Z'), max: new Date('2027-01-01T00:00:00Z'), noInvalidDate: true })
      .map((date) => date.toISOString());
    const hours = fc.integer({ min: -50 * 3_600_000, max: 50 * 3_600_000 });
    fc.assert(
      fc.property(moments, hours, zones, (moment, ahead, timezone) => {
        const at = new Date(Date.parse(moment) + ahead).toISOString();
        const holding = (['upcoming', 'due', 'overdue'] satisfies OpenState[]).filter((state) => {
          const { from = '', until = '9' } = spanOf(state, moment, timezone);
          return at >= from && at < until;
        });
        expect(holding).toEqual([followUpState({ at, end: null }, moment, timezone)]);
      }),
      { numRuns: 500 },
    );
  });
});

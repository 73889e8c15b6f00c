import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localTimeOf, weekdayOf } from '../../../shared/domain/business-day.ts';
import { nextWorkingMorning } from '../../../shared/domain/next-working-morning.ts';

const india = 'Asia/Kolkata';

describe('nextWorkingMorning', () => {
  it.each<[string, string, string, number[] | undefined, string]>([
    ['tomorrow, before 10:00 too', '2026-11-23T03:00:00.000Z', india, undefined, '2026-11-24T04:30:00.000Z'],
    ['tomorrow, late in the evening', '2026-11-23T18:29:59.999Z', india, undefined, '2026-11-24T04:30:00.000Z'],
    ['a day on once the zone’s day is over', '2026-11-23T18:30:00.000Z', india, undefined, '2026-11-25T04:30:00.000Z'],
    ['Monday on a Friday', '2026-11-20T10:00:00.000Z', india, undefined, '2026-11-23T04:30:00.000Z'],
    ['Monday on a Saturday', '2026-11-21T10:00:00.000Z', india, undefined, '2026-11-23T04:30:00.000Z'],
    ['Monday on a Sunday', '2026-11-22T10:00:00.000Z', india, undefined, '2026-11-23T04:30:00.000Z'],
    ['Saturday where people call on Saturdays', '2026-11-20T10:00:00.000Z', india, [1, 2, 3, 4, 5, 6], '2026-11-21T04:30:00.000Z'],
    ['a week on where there is one day only', '2026-11-22T10:00:00.000Z', india, [7], '2026-11-29T04:30:00.000Z'],
    ['as on Monday to Friday where no day is named', '2026-11-21T10:00:00.000Z', india, [], '2026-11-23T04:30:00.000Z'],
    ['10:00 by the new clocks, the day summer time begins', '2026-03-28T12:00:00.000Z', 'Europe/Berlin', [7], '2026-03-29T08:00:00.000Z'],
    ['10:00 by the new clocks, the day it ends', '2026-10-24T12:00:00.000Z', 'Europe/Berlin', [7], '2026-10-25T09:00:00.000Z'],
    ['10:00 before the clocks change', '2026-03-27T12:00:00.000Z', 'Europe/Berlin', [6], '2026-03-28T09:00:00.000Z'],
    ['in a zone of 45 minutes', '2026-11-23T03:00:00.000Z', 'Asia/Kathmandu', undefined, '2026-11-24T04:15:00.000Z'],
    ['far to the east', '2026-11-23T11:00:00.000Z', 'Pacific/Kiritimati', undefined, '2026-11-24T20:00:00.000Z'],
  ])('is %s', (_when, now, timezone, days, moment) => {
    expect(nextWorkingMorning(now, { timezone, days })).toBe(moment);
  });

  it('is always 10:00 of a working day, after today and within a week', () => {
    const zones = fc.constantFrom(india, 'America/New_York', 'Europe/Berlin', 'Africa/Cairo', 'Australia/Lord_Howe', 'Pacific/Apia');
    const moments = fc.date({ min: new Date('2020-01-01T00:00:00Z'), max: new Date('2040-01-01T00:00:00Z'), noInvalidDate: true });
    const weekdays = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 });
    fc.assert(
      fc.property(moments, zones, weekdays, (moment, timezone, days) => {
        const now = moment.toISOString();
        const at = nextWorkingMorning(now, { timezone, days });
        const [today, then] = [localTimeOf(now, timezone), localTimeOf(at, timezone)];
        expect([then.hour, then.minute, days.includes(weekdayOf(then.day))]).toEqual([10, 0, true]);
        const daysAhead = (Date.parse(then.day) - Date.parse(today.day)) / 86_400_000;
        expect(daysAhead).toBeGreaterThanOrEqual(1);
        expect(daysAhead).toBeLessThanOrEqual(7);
      }),
    );
  });
});

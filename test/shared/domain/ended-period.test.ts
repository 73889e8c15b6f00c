import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daysBetween, plusDays } from '../../../shared/domain/business-day.ts';
import { endedPeriod } from '../../../shared/domain/ended-period.ts';
import { periodOf } from '../../../shared/domain/period-of.ts';

describe('endedPeriod', () => {
  it.each([
    ['day', '2026-11-22', '2026-11-21', '2026-11-21', '2026-11-21'],
    ['day', '2026-03-01', '2026-02-28', '2026-02-28', '2026-02-28'],
    ['week', '2026-11-23', '2026-W47', '2026-11-16', '2026-11-22'],
    ['week', '2026-11-22', '2026-W46', '2026-11-09', '2026-11-15'],
    ['week', '2027-01-04', '2026-W53', '2026-12-28', '2027-01-03'],
    ['month', '2026-11-01', '2026-10', '2026-10-01', '2026-10-31'],
    ['month', '2028-03-28', '2028-02', '2028-02-01', '2028-02-29'],
    ['month', '2027-01-15', '2026-12', '2026-12-01', '2026-12-31'],
  ] as const)('of a %s, on %s, is %s: %s to %s', (every, day, period, from, to) => {
    expect(endedPeriod(every, day)).toEqual({ period, from, to });
  });

  it('is over before the day, and holds every day of its period and no other', () => {
    const anyDay = fc.integer({ min: 0, max: 20_000 }).map((days) => plusDays('2000-01-01', days));
    fc.assert(
      fc.property(fc.constantFrom('day', 'week', 'month'), anyDay, (every, day) => {
        const { period, from, to } = endedPeriod(every, day);
        const nameOf = (one: string) => periodOf(one, { interval: every, from, to });
        expect(to < day).toBe(true);
        expect(daysBetween(from, to).every((one) => nameOf(one) === period)).toBe(true);
        expect([nameOf(plusDays(from, -1)), nameOf(plusDays(to, 1))]).not.toContain(period);
        expect(nameOf(plusDays(to, 1))).toBe(nameOf(day));
      }),
    );
  });
});

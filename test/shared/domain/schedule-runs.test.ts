import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localTimeOf, weekdayOf } from '../../../shared/domain/business-day.ts';
import { endedPeriod } from '../../../shared/domain/ended-period.ts';
import type { ScheduleTime } from '../../../shared/domain/export-schedule.ts';
import { nextRun, runsDue } from '../../../shared/domain/schedule-runs.ts';

const daily: ScheduleTime = { every: 'day', at: '06:00' };
const weekly: ScheduleTime = { every: 'week', at: '06:00', weekday: 1 };
const monthly: ScheduleTime = { every: 'month', at: '06:00', dayOfMonth: 28 };

describe('runsDue', () => {
  it.each<[string, ScheduleTime, string, string, string[]]>([
    ['a day', daily, '2026-11-22T00:00:00.000Z', '2026-11-22T00:29:00.000Z', []],
    ['a day', daily, '2026-11-22T00:00:00.000Z', '2026-11-22T00:30:00.000Z', ['2026-11-22']],
    ['each day that was missed', daily, '2026-11-20T01:00:00.000Z', '2026-11-22T01:00:00.000Z', ['2026-11-21', '2026-11-22']],
    ['a week, on its day', weekly, '2026-11-17T00:00:00.000Z', '2026-11-22T20:00:00.000Z', []],
    ['a week, late', weekly, '2026-11-22T20:00:00.000Z', '2026-11-25T12:00:00.000Z', ['2026-11-23']],
    ['a month, in a short one', monthly, '2027-02-01T00:00:00.000Z', '2027-03-01T00:00:00.000Z', ['2027-02-28']],
  ])('has in India what is due of %s', (_, time, seen, now, days) => {
    expect(runsDue(time, { seen, now, timezone: 'Asia/Kolkata' })).toEqual(days);
  });

  it('has each period once, in its order and without a gap, however often one looks and whatever the clocks do', () => {
    const minutes = fc.array(fc.integer({ min: 1, max: 4000 }), { minLength: 60, maxLength: 150 });
    const zones = fc.constantFrom('Asia/Kolkata', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'America/Santiago');
    const at = fc.constantFrom('00:00', '00:30', '02:30', '06:00', '23:59');
    const times = fc.tuple(fc.constantFrom('day', 'week', 'month'), at, fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 28 }));
    fc.assert(
      fc.property(minutes, zones, times, (steps, timezone, [every, at, weekday, dayOfMonth]) => {
        const time = { every, at, weekday, dayOfMonth } as ScheduleTime;
        let [seen, now] = [Date.parse('2026-02-20T00:00:00Z'), Date.parse('2026-02-20T00:00:00Z')].map((ms) => new Date(ms).toISOString());
        const made: string[] = [];
        for (const step of steps) {
          now = new Date(Date.parse(now ?? '') + step * 60_000).toISOString();
          made.push(...runsDue(time, { seen: seen ?? '', now, timezone }).map((day) => endedPeriod(every, day).period));
          seen = now;
        }
        const first = made[0];
        if (first === undefined) return;
        const all = runsDue(time, { seen: '2026-02-20T00:00:00.000Z', now: now ?? '', timezone });
        expect(made).toEqual(all.map((day) => endedPeriod(every, day).period));
        expect(new Set(made).size).toBe(made.length);
      }),
      { numRuns: 60 },
    );
  });
});

describe('nextRun', () => {
  it.each<[ScheduleTime, string, string, string]>([
    [daily, '2026-11-22T00:30:00.000Z', 'Asia/Kolkata', '2026-11-23T00:30:00.000Z'],
    [weekly, '2026-11-22T00:00:00.000Z', 'Asia/Kolkata', '2026-11-23T00:30:00.000Z'],
    [monthly, '2026-11-29T00:00:00.000Z', 'Asia/Kolkata', '2026-12-28T00:30:00.000Z'],
    [{ every: 'day', at: '02:30' }, '2026-03-08T00:00:00.000Z', 'America/New_York', '2026-03-08T07:30:00.000Z'],
  ])('of %j after %s in %s is %s', (time, after, timezone, at) => {
    expect(nextRun(time, { after, timezone })).toBe(at);
    expect(runsDue(time, { seen: after, now: at, timezone })).toHaveLength(1);
  });

  it('is on its day, at its time', () => {
    const { day, hour, minute } = localTimeOf(
      nextRun(weekly, { after: '2026-11-26T10:00:00.000Z', timezone: 'Asia/Kathmandu' }),
      'Asia/Kathmandu',
    );
    expect([weekdayOf(day), hour, minute]).toEqual([1, 6, 0]);
  });
});

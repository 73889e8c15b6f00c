import { describe, expect, it } from 'vitest';
import { timetableOf } from '../../../local/schedules/expression.ts';

/** The first runs after an instant, as ISO times without seconds. */
function runs(expression: string, timezone: string, from: string, count: number): string[] {
  const timetable = timetableOf(expression, timezone);
  const found: string[] = [];
  for (let at = timetable.next(Date.parse(from)); at !== undefined && found.length < count; at = timetable.next(at)) {
    found.push(new Date(at).toISOString().slice(0, 16));
  }
  return found;
}

describe('timetableOf', () => {
  it.each([
    ['rate(5 minutes)', 'UTC', '2026-01-01T00:00:30Z', ['2026-01-01T00:05', '2026-01-01T00:10']],
    ['rate(1 hour)', 'UTC', '2026-01-01T00:00Z', ['2026-01-01T01:00', '2026-01-01T02:00']],
    ['rate(1 day)', 'Europe/Berlin', '2026-03-28T12:00Z', ['2026-03-29T12:00', '2026-03-30T12:00']],
    ['cron(0 10 * * ? *)', 'UTC', '2026-01-01T10:00Z', ['2026-01-02T10:00', '2026-01-03T10:00']],
    ['cron(0 10 * * ? *)', 'Asia/Kolkata', '2026-01-01T00:00Z', ['2026-01-01T04:30', '2026-01-02T04:30']],
    ['cron(0/20 8-9 ? * MON-FRI *)', 'UTC', '2026-01-02T09:10Z', ['2026-01-02T09:20', '2026-01-02T09:40', '2026-01-05T08:00']],
    ['cron(0 18 ? * 2 *)', 'UTC', '2026-01-01T00:00Z', ['2026-01-05T18:00', '2026-01-12T18:00']],
    ['cron(0 18 ? * 1,7 *)', 'UTC', '2026-01-01T00:00Z', ['2026-01-03T18:00', '2026-01-04T18:00']],
    ['cron(0 18 ? * L *)', 'UTC', '2026-01-01T00:00Z', ['2026-01-03T18:00', '2026-01-10T18:00']],
    ['cron(0 18 ? * 6L *)', 'UTC', '2026-01-01T00:00Z', ['2026-01-30T18:00', '2026-02-27T18:00']],
    ['cron(0 18 ? * 2#1 *)', 'UTC', '2026-01-01T00:00Z', ['2026-01-05T18:00', '2026-02-02T18:00']],
    ['cron(0 0 L * ? *)', 'UTC', '2026-01-01T00:00Z', ['2026-01-31T00:00', '2026-02-28T00:00']],
    ['cron(0 0 15W * ? *)', 'UTC', '2026-01-20T00:00Z', ['2026-02-16T00:00', '2026-03-16T00:00']],
    ['cron(0 0 1 JAN ? 2026-2027)', 'UTC', '2025-06-01T00:00Z', ['2026-01-01T00:00', '2027-01-01T00:00']],
    ['cron(0 0 1 1 ? 2020)', 'UTC', '2026-01-01T00:00Z', []],
  ])('runs %s in %s after %s', (expression, timezone, from, expected) => {
    expect(runs(expression, timezone, from, Math.max(1, expected.length))).toEqual(expected);
  });

  it.each([
    ['cron(30 2 * * ? *)', 'skips the hour that summer time takes away', '2026-03-07T12:00Z', ['2026-03-09T06:30', '2026-03-10T06:30']],
    ['cron(30 1 * * ? *)', 'runs once in the hour that comes twice', '2026-10-31T12:00Z', ['2026-11-01T05:30', '2026-11-02T06:30']],
    [
      'cron(0/30 1 * * ? *)',
      'runs once in the hour that comes twice',
      '2026-11-01T04:00Z',
      ['2026-11-01T05:00', '2026-11-01T05:30', '2026-11-02T06:00'],
    ],
  ])('%s %s', (expression, _fact, from, expected) => {
    expect(runs(expression, 'America/New_York', from, expected.length)).toEqual(expected);
  });

  it.each([
    ['at(2026-01-01T00:00:00)', 'UTC', 'it is neither rate(…) nor cron(…)'],
    ['rate(0 minutes)', 'UTC', 'a rate is a positive whole number'],
    ['rate(5 weeks)', 'UTC', 'a rate is a positive whole number'],
    ['cron(0 10 * * *)', 'UTC', 'cron takes six fields, not 5'],
    ['cron(0 10 * * * *)', 'UTC', 'one of day-of-month and day-of-week must be ?'],
    ['cron(0 10 ? * ? *)', 'UTC', 'one of day-of-month and day-of-week must be ?'],
    ['cron(? 10 ? * 1 *)', 'UTC', '? belongs to the day fields'],
    ['cron(0 10 ? * 8 *)', 'UTC', 'days of the week are 1 to 7'],
    ['cron(0 10 ? * 0 *)', 'UTC', 'days of the week are 1 to 7'],
    ['cron(61 10 * * ? *)', 'UTC', 'Invalid value for minute: 61'],
    ['cron(0 10 * * ? *)', 'Asia/Nowhere', 'in Asia/Nowhere'],
  ])('refuses %s in %s', (expression, timezone, reason) => {
    expect(() => timetableOf(expression, timezone)).toThrow(`Cannot read the schedule expression "${expression}"`);
    expect(() => timetableOf(expression, timezone)).toThrow(reason);
  });
});

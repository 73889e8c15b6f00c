import { describe, expect, it } from 'vitest';
import { beforeTheMinute, dailyRunDue } from '../../../shared/domain/daily-run-due.ts';

const due = (runAt: string, timezone: string, seen: string, now: string) => dailyRunDue({ runAt, timezone, seen, now });

describe('dailyRunDue', () => {
  it.each<[string, string, string, string | undefined]>([
    ['not before its time', '2026-11-22T03:00:00.000Z', '2026-11-22T03:59:59.999Z', undefined],
    ['at its time', '2026-11-22T03:59:59.999Z', '2026-11-22T04:00:00.000Z', '2026-11-22'],
    ['once', '2026-11-22T04:00:00.000Z', '2026-11-22T05:00:00.000Z', undefined],
    ['late, where nobody looked for hours', '2026-11-22T03:00:00.000Z', '2026-11-22T18:00:00.000Z', '2026-11-22'],
    ['of yesterday, where nobody looked before midnight', '2026-11-22T03:00:00.000Z', '2026-11-22T20:00:00.000Z', '2026-11-22'],
    ['the last of several missed days', '2026-11-18T04:00:00.000Z', '2026-11-22T04:10:00.000Z', '2026-11-22'],
  ])('is %s', (_when, seen, now, day) => {
    expect(due('09:30', 'Asia/Kolkata', seen, now)).toBe(day);
  });

  it.each<[string, string, string, string | undefined, string]>([
    ['02:30', '2026-03-08T06:00:00.000Z', '2026-03-08T07:29:00.000Z', undefined, 'an hour that summer time skips is taken an hour later'],
    [
      '02:30',
      '2026-03-08T06:00:00.000Z',
      '2026-03-08T07:30:00.000Z',
      '2026-03-08',
      'an hour that summer time skips is taken an hour later',
    ],
    ['01:30', '2026-11-01T04:00:00.000Z', '2026-11-01T05:30:00.000Z', '2026-11-01', 'an hour that comes twice is taken the first time'],
    ['01:30', '2026-11-01T05:30:00.000Z', '2026-11-01T06:45:00.000Z', undefined, 'an hour that comes twice is not taken again'],
  ])('%s in New York, from %s to %s: %s (%s)', (runAt, seen, now, day) => {
    expect(due(runAt, 'America/New_York', seen, now)).toBe(day);
  });

  it('comes once a local day, whenever and however often one looks, also where the clocks change', () => {
    for (const timezone of ['Asia/Kolkata', 'America/New_York', 'Australia/Lord_Howe', 'Pacific/Apia']) {
      const days: string[] = [];
      let seen = '2026-03-01T00:00:00.000Z';
      for (let minute = 7; minute < 60 * 24 * 60; minute += 7) {
        const now = new Date(Date.parse('2026-03-01T00:00:00.000Z') + minute * 60_000).toISOString();
        const day = due('02:15', timezone, seen, now);
        if (day === undefined) continue;
        days.push(day);
        seen = now;
      }
      expect(new Set(days).size).toBe(days.length);
      expect(days.length).toBeGreaterThanOrEqual(59);
    }
  });
});

describe('beforeTheMinute', () => {
  it('leaves a run at this very minute to be made', () => {
    const seen = beforeTheMinute('2026-11-22T04:00:20.500Z');
    expect(seen).toBe('2026-11-22T03:59:59.999Z');
    expect(due('09:30', 'Asia/Kolkata', seen, '2026-11-22T04:01:00.000Z')).toBe('2026-11-22');
    expect(due('09:29', 'Asia/Kolkata', seen, '2026-11-22T04:01:00.000Z')).toBeUndefined();
  });
});

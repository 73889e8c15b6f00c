import { describe, expect, it } from 'vitest';
import { instantOf, nextCallingMoment } from '../../../shared/domain/calling-hours.ts';

const weekdays = { start: '10:00', end: '19:00', days: [1, 2, 3, 4, 5] };

describe('nextCallingMoment', () => {
  it.each([
    ['any moment without hours', null, '2026-11-22T03:00:00.000Z', '2026-11-22T03:00:00.000Z'],
    ['now within the hours', weekdays, '2026-11-23T04:30:00.000Z', '2026-11-23T04:30:00.000Z'],
    ['their start later today', weekdays, '2026-11-23T04:29:00.000Z', '2026-11-23T04:30:00.000Z'],
    ['tomorrow once they are over', weekdays, '2026-11-23T13:30:00.000Z', '2026-11-24T04:30:00.000Z'],
    ['Monday from Friday night', weekdays, '2026-11-20T18:00:00.000Z', '2026-11-23T04:30:00.000Z'],
    ['the same weekday a week on', { ...weekdays, days: [1] }, '2026-11-23T13:30:00.000Z', '2026-11-30T04:30:00.000Z'],
    ['never when no day is named', { ...weekdays, days: [] }, '2026-11-23T05:00:00.000Z', null],
    ['never when they end before they start', { ...weekdays, end: '09:00' }, '2026-11-23T05:00:00.000Z', null],
  ])('is %s (Asia/Kolkata)', (_when, hours, now, moment) => {
    expect(nextCallingMoment(now, hours, 'Asia/Kolkata')).toBe(moment);
  });
});

describe('instantOf', () => {
  it.each([
    ['an hour that summer time skips comes an hour later', '2026-03-08', '02:30', '2026-03-08T07:30:00.000Z'],
    ['an hour that comes twice is the first of them', '2026-11-01', '01:30', '2026-11-01T05:30:00.000Z'],
    ['midnight', '2026-11-22', '00:00', '2026-11-22T05:00:00.000Z'],
  ])('%s (America/New_York)', (_fact, day, time, instant) => {
    expect(instantOf(day, time, 'America/New_York')).toBe(instant);
  });
});

import { describe, expect, it } from 'vitest';
import { firstOpenDay } from '../../../shared/domain/first-open-day.ts';

describe('firstOpenDay', () => {
  it.each([
    ['Asia/Kolkata', '2026-11-22T18:29:59.999Z', '2026-11-20'],
    ['Asia/Kolkata', '2026-11-22T18:30:00.000Z', '2026-11-21'],
    ['America/New_York', '2026-11-22T04:59:59.000Z', '2026-11-19'],
    ['America/New_York', '2026-11-22T05:00:00.000Z', '2026-11-20'],
  ])('in %s at %s is %s: days close 48 hours after their end', (timezone, now, day) => {
    expect(firstOpenDay({ timezone, closeAfterHours: 48 }, now)).toBe(day);
  });
});

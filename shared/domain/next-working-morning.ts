import { dayOf, plusDays, weekdayOf } from './business-day.ts';
import { instantOf } from './calling-hours.ts';
import type { Instant } from './instant.ts';

const mondayToFriday: readonly number[] = [1, 2, 3, 4, 5];

/** 10:00 of the next working day in that zone, never of today. Working days are those of the calling hours, or else Monday to Friday. */
export function nextWorkingMorning(now: Instant, { timezone, days }: { timezone: string; days: readonly number[] | undefined }): Instant {
  const working = days?.length ? days : mondayToFriday;
  let day = plusDays(dayOf(now, timezone), 1);
  while (!working.includes(weekdayOf(day))) day = plusDays(day, 1);
  return instantOf(day, '10:00', timezone);
}

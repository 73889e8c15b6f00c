import { Temporal } from 'temporal-polyfill';
import { localTimeOf, plusDays, weekdayOf } from './business-day.ts';
import type { Instant } from './instant.ts';
import type { CallingHours } from './workspace.ts';

/**
 * The first moment from `now` on that lies within the hours, in that zone; `now` itself where it does.
 * Hours whose end is not after their start hold no moment: null.
 */
export function nextCallingMoment(now: Instant, hours: CallingHours | null, timezone: string): Instant | null {
  if (hours === null) return now;
  if (hours.end <= hours.start) return null;
  const local = localTimeOf(now, timezone);
  const time = `${String(local.hour).padStart(2, '0')}:${String(local.minute).padStart(2, '0')}`;
  if (hours.days.includes(weekdayOf(local.day)) && time >= hours.start && time < hours.end) return now;

  for (let ahead = 0; ahead <= 7; ahead++) {
    const day = plusDays(local.day, ahead);
    if (!hours.days.includes(weekdayOf(day)) || (ahead === 0 && time >= hours.start)) continue;
    return instantOf(day, hours.start, timezone);
  }
  return null;
}

/** The moment at which the zone's clocks show this. An hour that summer time skips is taken an hour later, one that it repeats the first time. */
export function instantOf(day: string, time: string, timezone: string): Instant {
  const local = Temporal.PlainDateTime.from(`${day}T${time}`);
  return new Date(local.toZonedDateTime(timezone).epochMilliseconds).toISOString();
}

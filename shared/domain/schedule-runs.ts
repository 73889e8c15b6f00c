import { dayOf, plusDays, weekdayOf } from './business-day.ts';
import { instantOf } from './calling-hours.ts';
import { daysDue } from './daily-run-due.ts';
import type { ScheduleTime } from './export-schedule.ts';
import type { Day, Instant } from './instant.ts';

/** The days whose runs fell due after `seen` and by now, the earliest first: one that was missed is made late. */
export function runsDue(time: ScheduleTime, moment: { seen: Instant; now: Instant; timezone: string }): Day[] {
  return daysDue({ ...moment, runAt: time.at }).filter((day) => isRunDay(day, time));
}

/** The first run after a moment. */
export function nextRun(time: ScheduleTime, { after, timezone }: { after: Instant; timezone: string }): Instant {
  for (let day = dayOf(after, timezone); ; day = plusDays(day, 1)) {
    const at = isRunDay(day, time) ? instantOf(day, time.at, timezone) : '';
    if (at > after) return at;
  }
}

function isRunDay(day: Day, time: ScheduleTime): boolean {
  switch (time.every) {
    case 'day':
      return true;
    case 'week':
      return weekdayOf(day) === time.weekday;
    case 'month':
      return Number(day.slice(8)) === time.dayOfMonth;
    default:
      return time satisfies never;
  }
}

import { dayOf, daysBetween } from './business-day.ts';
import { instantOf } from './calling-hours.ts';
import type { Day, Instant } from './instant.ts';

type DailyRun = {
  /** Runs that fell due by then are dealt with. */
  seen: Instant;
  /** `HH:MM` in the zone. */
  runAt: string;
  timezone: string;
  now: Instant;
};

/**
 * The days whose run fell due after `seen` and by now, in their order.
 * A time that summer time skips is taken an hour later, one that it repeats the first time.
 */
export function daysDue({ seen, runAt, timezone, now }: DailyRun): Day[] {
  return daysBetween(dayOf(seen, timezone), dayOf(now, timezone)).filter((day) => {
    const due = instantOf(day, runAt, timezone);
    return seen < due && due <= now;
  });
}

/** The last day whose run fell due after `seen` and by now; undefined where there is none. Several missed days are one run. */
export function dailyRunDue(run: DailyRun): Day | undefined {
  return daysDue(run).at(-1);
}

/** Just before the minute of that moment: a run at this very minute is still to be made, all before are past. */
export function beforeTheMinute(now: Instant): Instant {
  return new Date(Math.floor(Date.parse(now) / 60_000) * 60_000 - 1).toISOString();
}

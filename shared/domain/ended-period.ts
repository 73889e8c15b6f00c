import { plusDays, weekdayOf } from './business-day.ts';
import type { Day } from './instant.ts';
import { periodOf } from './period-of.ts';

export type EndedPeriod = {
  /** As reports write it: `2026-11-21`, `2026-W46`, `2026-10`. */
  period: string;
  from: Day;
  /** Included. */
  to: Day;
};

/** The day, ISO week or month that has just ended on a day. */
export function endedPeriod(every: 'day' | 'week' | 'month', day: Day): EndedPeriod {
  const to = plusDays(firstDays[every](day), -1);
  const from = firstDays[every](to);
  return { period: periodOf(from, { interval: every, from, to }), from, to };
}

/** The first day of the period that a day lies in. */
const firstDays: Record<'day' | 'week' | 'month', (day: Day) => Day> = {
  day: (day) => day,
  week: (day) => plusDays(day, 1 - weekdayOf(day)),
  month: (day) => `${day.slice(0, 7)}-01`,
};

import { plusDays, weekdayOf } from './business-day.ts';
import type { Day } from './instant.ts';

/** The ISO 8601 week of a day, `2026-W47`: it belongs to the year that its Thursday is in. */
export function isoWeek(day: Day): string {
  const thursday = plusDays(day, 4 - weekdayOf(day));
  const year = thursday.slice(0, 4);
  const daysIntoYear = (Date.parse(thursday) - Date.parse(`${year}-01-01`)) / 86_400_000;
  return `${year}-W${String(Math.floor(daysIntoYear / 7) + 1).padStart(2, '0')}`;
}

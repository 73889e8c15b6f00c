import type { Day, Instant } from './instant.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

// Making a formatter costs about 50 µs and using one 1 µs, and a workspace has one zone.
function formatIn(timezone: string): Intl.DateTimeFormat {
  const known = formats.get(timezone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-CA', {
    timeZone: timezone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  formats.set(timezone, made);
  return made;
}

export type LocalTime = { day: Day; hour: number; minute: number };

/** What calendars and clocks of the zone show at that moment. @throws RangeError for a zone that does not exist. */
export function localTimeOf(at: Instant, timezone: string): LocalTime {
  const parts: Record<string, string> = {};
  for (const { type, value } of formatIn(timezone).formatToParts(Date.parse(at))) parts[type] = value;
  return { day: `${parts.year}-${parts.month}-${parts.day}`, hour: Number(parts.hour), minute: Number(parts.minute) };
}

/** The business day of a moment in a zone. */
export function dayOf(at: Instant, timezone: string): Day {
  return localTimeOf(at, timezone).day;
}

export function plusDays(day: Day, days: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** Every day from the first to the last, both included; none where the last is before the first. */
export function daysBetween(from: Day, to: Day): Day[] {
  const days: Day[] = [];
  for (let day = from; day <= to; day = plusDays(day, 1)) days.push(day);
  return days;
}

/** ISO 8601: Monday is 1, Sunday 7. */
export function weekdayOf(day: Day): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
}

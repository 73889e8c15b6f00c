import { Temporal } from 'temporal-polyfill';
import type { Instant } from '../../../shared/domain/instant.ts';

// RFC 3339, and what diallers make of it: a space for the T, no seconds, an offset without its colon, no zone at all.
const rfc3339 = /^(\d{4}-\d\d-\d\d)[t ](\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?) ?(z|[+-]\d\d:?\d\d)?$/i;
const rfc2822 = /^(?:[a-z]{3}, )?\d{1,2} [a-z]{3} \d{4} \d\d:\d\d:\d\d (?:[+-]\d{4}|gmt|ut|utc)$/i;
// Unix seconds have 9 to 10 digits from 1973 to 2286, milliseconds 12 to 13.
const unixSeconds = /^\d{9,10}$/;
const unixMs = /^\d{12,13}$/;

/**
 * A moment as diallers write one, in UTC: RFC 3339, RFC 2822, or Unix time in seconds or milliseconds.
 * A time without a zone is a wall time of `timezone`; undefined for anything else, and for days that no calendar has.
 */
export function instantOf(value: string | number, timezone: string): Instant | undefined {
  const text = String(value).trim();
  const epochMs = unixTimeMs(text) ?? calendarTimeMs(text, timezone) ?? (rfc2822.test(text) ? Date.parse(text) : Number.NaN);
  return Number.isFinite(epochMs) ? new Date(epochMs).toISOString() : undefined;
}

function unixTimeMs(text: string): number | undefined {
  if (unixSeconds.test(text)) return Number(text) * 1000;
  return unixMs.test(text) ? Number(text) : undefined;
}

function calendarTimeMs(text: string, timezone: string): number | undefined {
  const [matched, day, time, zone] = rfc3339.exec(text) ?? [];
  if (matched === undefined) return undefined;
  try {
    if (zone !== undefined) return Temporal.Instant.from(`${day}T${time}${zone}`).epochMilliseconds;
    return Temporal.PlainDateTime.from(`${day}T${time}`).toZonedDateTime(timezone).epochMilliseconds;
  } catch {
    return undefined;
  }
}

import { localTimeOf } from './business-day.ts';
import type { Instant } from './instant.ts';

const quarterHourMs = 15 * 60_000;
const mostKept = 100_000;

/**
 * Minutes that a zone's clocks are ahead of UTC, by epoch milliseconds. Clocks are changed at quarters of an hour alone, so each quarter is
 * looked up once: an export asks three times a row.
 */
export function zoneOffsets(timezone: string): (epochMs: number) => number {
  const known = new Map<number, number>();
  return (epochMs) => {
    const quarter = Math.floor(epochMs / quarterHourMs);
    const offset = known.get(quarter);
    if (offset !== undefined) return offset;
    if (known.size >= mostKept) known.clear();
    const minutes = offsetMinutes(quarter * quarterHourMs, timezone);
    known.set(quarter, minutes);
    return minutes;
  };
}

function offsetMinutes(epochMs: number, timezone: string): number {
  const { day, hour, minute } = localTimeOf(new Date(epochMs).toISOString(), timezone);
  return (Date.parse(`${day}T00:00:00Z`) - epochMs) / 60_000 + hour * 60 + minute;
}

/** A moment as RFC 3339 with the zone's offset: `2026-11-22T16:23:00+05:30`; milliseconds where it has some. */
export function withOffset(at: Instant, offsetOf: (epochMs: number) => number): string {
  const epochMs = Date.parse(at);
  const minutes = offsetOf(epochMs);
  const local = new Date(epochMs + minutes * 60_000).toISOString().slice(0, -1);
  const ahead = Math.abs(minutes);
  const offset = `${String(Math.floor(ahead / 60)).padStart(2, '0')}:${String(ahead % 60).padStart(2, '0')}`;
  return `${local.endsWith('.000') ? local.slice(0, -4) : local}${minutes < 0 ? '-' : '+'}${offset}`;
}

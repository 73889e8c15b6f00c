import { localTimeOf } from './business-day.ts';
import type { Instant } from './instant.ts';

const minutesOfDay = 1440;

/**
 * Tells the local hour of moments that lie within a few days of each other, as the calls of one business day do. Zones differ from UTC by
 * whole minutes, so every moment of a minute has the hour of the first; minutes are read off the text, as this is asked for every call.
 */
export function hourTeller(timezone: string): (at: Instant) => number {
  const hours = new Int8Array(32 * minutesOfDay).fill(-1);
  return (at) => {
    const place = twoDigits(at, 8) * minutesOfDay + twoDigits(at, 11) * 60 + twoDigits(at, 14);
    const known = hours[place] ?? -1;
    if (known !== -1) return known;
    const { hour } = localTimeOf(at, timezone);
    hours[place] = hour;
    return hour;
  };
}

function twoDigits(at: Instant, from: number): number {
  return (at.charCodeAt(from) - 48) * 10 + at.charCodeAt(from + 1) - 48;
}

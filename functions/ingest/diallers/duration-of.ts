import { longestCallSeconds } from './message-fields.ts';

export const durationUnits = ['seconds', 'milliseconds', 'minutes', 'hh:mm:ss'] as const;
export type DurationUnit = (typeof durationUnits)[number];

const secondsIn = { seconds: 1, milliseconds: 0.001, minutes: 60 } as const satisfies Record<Exclude<DurationUnit, 'hh:mm:ss'>, number>;

/** How a duration of that unit is written, for the sentence that says what was expected. */
export function durationExpected(unit: DurationUnit): string {
  return `a duration in ${unit}, at most 24 hours`;
}

/**
 * Whole seconds, rounded, of a duration such as `39`, `0.65` (minutes), `00:00:39` or `00:39`; undefined for what is none, or too long.
 * A clock's `00:00:39` says its unit itself, also where plain seconds are expected.
 */
export function durationOf(text: string, unit: DurationUnit): number | undefined {
  const isClock = unit === 'hh:mm:ss' || (unit === 'seconds' && text.includes(':'));
  const seconds = isClock ? clockSeconds(text.trim()) : plainSeconds(text.trim(), secondsIn[unit]);
  return seconds !== undefined && seconds <= longestCallSeconds ? seconds : undefined;
}

function plainSeconds(text: string, secondsEach: number): number | undefined {
  return /^\d{1,12}(?:\.\d{1,9})?$/.test(text) ? Math.round(Number(text) * secondsEach) : undefined;
}

function clockSeconds(text: string): number | undefined {
  const [matched, hours = '0', minutes = '0', seconds = '0'] = /^(?:(\d{1,3}):)?(\d{1,2}):(\d{2})$/.exec(text) ?? [];
  if (matched === undefined || Number(minutes) > 59 || Number(seconds) > 59) return undefined;
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}

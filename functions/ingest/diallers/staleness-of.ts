import type { Instant } from '../../../shared/domain/instant.ts';

/** How far the sender's clock and ours may be apart, either way. */
const toleranceSeconds = 300;

/**
 * What is wrong with the time at which a message was signed, in Unix seconds; undefined where it is near enough to `now`.
 * Digits alone: a parser that reads `123abc` as 123 would check another time than the one that was signed.
 */
export function stalenessOf(timestamp: string, now: Instant): string | undefined {
  if (!/^\d{1,12}$/.test(timestamp)) return 'the timestamp that was signed is not in Unix seconds';
  return stalenessAt(Number(timestamp), now, toleranceSeconds);
}

/** The same of a time that was read already, in Unix seconds, with a tolerance of the dialler's own. */
export function stalenessAt(signedAtSeconds: number, now: Instant, toleranceSeconds: number): string | undefined {
  const ageSeconds = Math.floor(Date.parse(now) / 1000) - signedAtSeconds;
  if (ageSeconds > toleranceSeconds) return `the timestamp is ${ageSeconds} s old, at most ${toleranceSeconds} s are allowed`;
  return ageSeconds < -toleranceSeconds ? `the timestamp is ${-ageSeconds} s ahead, at most ${toleranceSeconds} s are allowed` : undefined;
}

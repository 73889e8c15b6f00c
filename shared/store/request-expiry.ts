import type { Instant } from '../domain/instant.ts';

// Longer than any client tries again.
const keptDays = 7;

/** When a request with an Idempotency-Key is forgotten, as the time to live of a table. */
export function requestExpiryOf(at: Instant): number {
  return Math.floor(Date.parse(at) / 1000) + keptDays * 86_400;
}

/** A moment in UTC, RFC 3339 with milliseconds: `2026-11-22T10:53:00.000Z`. Two of them compare as text. */
export type Instant = string;

/** A business day in a workspace's time zone: `2026-11-22`. Days compare as text. */
export type Day = string;

/** Seconds between two moments, rounded; negative where `to` is the earlier. */
export function secondsBetween(from: Instant, to: Instant): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 1000);
}

export function earliest(instants: readonly (Instant | undefined)[]): Instant | undefined {
  return instants.reduce((least, at) => (at !== undefined && (least === undefined || at < least) ? at : least), undefined);
}

export function latest(instants: readonly (Instant | undefined)[]): Instant | undefined {
  return instants.reduce((most, at) => (at !== undefined && (most === undefined || at > most) ? at : most), undefined);
}

export function plusSeconds(at: Instant, seconds: number): Instant {
  return new Date(Date.parse(at) + seconds * 1000).toISOString();
}

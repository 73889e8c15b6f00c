import { type Instant, plusSeconds } from '../../../shared/domain/instant.ts';

type Said = { startedAt: Instant | undefined; endedAt: Instant | undefined; talkSeconds: number | undefined };

/** When talk began, where only its end and its length are said; never before the call did. */
export function answeredAt({ startedAt, endedAt, talkSeconds }: Said): Instant | undefined {
  if (endedAt === undefined || !talkSeconds) return undefined;
  const at = plusSeconds(endedAt, -talkSeconds);
  return startedAt !== undefined && at < startedAt ? startedAt : at;
}

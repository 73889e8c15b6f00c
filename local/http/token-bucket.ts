/** Lets `burst` requests through at once and `ratePerSecond` in the long run; `take` says whether one more may pass. */
export function tokenBucket(
  { ratePerSecond, burst }: { ratePerSecond: number; burst: number },
  nowMs: () => number,
): { take: () => boolean } {
  let tokens = burst;
  let countedAtMs = nowMs();
  return {
    take() {
      const now = nowMs();
      tokens = Math.min(burst, tokens + ((now - countedAtMs) / 1_000) * ratePerSecond);
      countedAtMs = now;
      if (tokens < 1) return false;
      tokens -= 1;
      return true;
    },
  };
}

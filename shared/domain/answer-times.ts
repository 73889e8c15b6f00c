/** How long inbound callers waited: calls by whole seconds, the longest at `longestWaitSeconds`. */
export type AnswerTimes = {
  /** Answered after so many seconds. */
  answered: WaitCounts;
  /** Not answered: the caller gave up, or the ringing did, after so many seconds. */
  abandoned: WaitCounts;
};

/** Calls by seconds waited; `unknown` where nobody said how long. */
export type WaitCounts = Map<number | 'unknown', number>;

/** Waits of this and more are counted together, so thresholds are below it. */
export const longestWaitSeconds = 600;

export function noAnswerTimes(): AnswerTimes {
  return { answered: new Map(), abandoned: new Map() };
}

/** @param waitSeconds null where nobody said. */
export function addWait(counts: WaitCounts, waitSeconds: number | null): void {
  const wait = waitSeconds === null ? 'unknown' : Math.min(Math.round(waitSeconds), longestWaitSeconds);
  counts.set(wait, (counts.get(wait) ?? 0) + 1);
}

export function addAnswerTimes(into: AnswerTimes, more: AnswerTimes): void {
  for (const part of ['answered', 'abandoned'] as const) {
    for (const [wait, calls] of more[part]) into[part].set(wait, (into[part].get(wait) ?? 0) + calls);
  }
}

export function allOfWaits(counts: WaitCounts): number {
  return [...counts.values()].reduce((sum, calls) => sum + calls, 0);
}

/** Calls whose wait is known and at most so long. */
export function withinSeconds(counts: WaitCounts, seconds: number): number {
  return [...counts].reduce((sum, [wait, calls]) => (wait !== 'unknown' && wait <= seconds ? sum + calls : sum), 0);
}

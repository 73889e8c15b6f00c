import type { Decision } from './simulation.ts';

/** One run: the faults that happened, and what was wrong in the end; nothing is wrong with a run that holds. */
export type Run = (schedule: readonly Decision[] | undefined) => Promise<{ injected: readonly Decision[]; violations: readonly string[] }>;

type Limits = { most?: number; hasTime?: () => boolean };

export type Shortest = { schedule: readonly Decision[]; violations: readonly string[]; runs: number };

/**
 * The fewest faults found that still make a run fail: parts of them are left out, halves first and single ones at last, as long as it
 * fails without them (the "delta debugging" of Zeller and Hildebrandt, 2002). Gives undefined where the run with its seed's own faults
 * does not fail. After `most` runs, or once there is no more time, it is content with what it has.
 */
export async function shortestFailing(run: Run, { most = 200, hasTime = () => true }: Limits = {}): Promise<Shortest | undefined> {
  const first = await run(undefined);
  if (first.violations.length === 0) return undefined;
  let best: Shortest = { schedule: first.injected, violations: first.violations, runs: 1 };
  let runs = 1;

  const mayGoOn = (): boolean => runs < most && hasTime();

  async function without(start: number, size: number): Promise<boolean> {
    const schedule = best.schedule.filter((_, position) => position < start || position >= start + size);
    const { injected, violations } = await run(schedule);
    runs += 1;
    if (violations.length === 0) return false;
    // A fault that no longer comes up needs not be named.
    best = { schedule: injected, violations, runs };
    return true;
  }

  for (let size = Math.max(1, best.schedule.length); size >= 1 && best.schedule.length > 0; ) {
    let shorter = false;
    for (let start = 0; start < best.schedule.length && mayGoOn(); ) {
      if (await without(start, size)) shorter = true;
      else start += size;
    }
    if (!mayGoOn() || (size === 1 && !shorter)) break;
    size = Math.max(1, Math.floor(size / 2));
  }
  return { ...best, runs };
}

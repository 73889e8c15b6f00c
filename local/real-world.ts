import { setTimeout as timer } from 'node:timers/promises';
import type { World } from './world.ts';

/** Timers longer than this fire at once in Node (32 bits of milliseconds), so a long sleep is taken in pieces. */
const longestTimerMs = 2 ** 31 - 1;

/** The machine's own clock and chance, and no trouble. */
export function realWorld(): World {
  return { clock: { now: Date.now, sleep }, random: Math.random, faultOf: () => undefined };
}

async function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  const until = Date.now() + ms;
  for (let left = ms; left > 0 && !signal?.aborted; left = until - Date.now()) {
    await timer(Math.min(left, longestTimerMs), undefined, signal ? { signal } : undefined).catch(() => undefined);
  }
}

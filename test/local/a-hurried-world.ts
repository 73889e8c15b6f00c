import { setImmediate } from 'node:timers/promises';
import type { World } from '../../local/world.ts';

/** A world whose sleeps take no real time: its clock jumps on instead. `slept` lists the pauses in milliseconds. */
export function aHurriedWorld(startMs = Date.now()): World & { slept: number[] } {
  let now = startMs;
  const slept: number[] = [];
  const sleep = async (ms: number): Promise<void> => {
    slept.push(ms);
    now += ms;
    await setImmediate();
  };
  return { clock: { now: () => now, sleep }, random: () => 0.5, faultOf: () => undefined, slept };
}

import { pause } from '../../shared/store/pause.ts';

/** So many others at most; each further try thinks of twice as many. */
const mostAhead = 16;
const longestPauseMs = 200;

/** Waits a while of one's own before the next try, longer each time. */
export function stepBack(tries: number): Promise<void> {
  return pause(Math.min(10 * 2 ** tries, longestPauseMs) * Math.random());
}

/**
 * In a rush all see the same loads and choose the same agent, and one of them is first. Who was not takes a later place in the same order, by
 * chance: then many are first, each with another agent.
 */
export function othersAhead(tries: number): number {
  return tries === 0 ? 0 : Math.floor(Math.random() * Math.min(2 ** tries, mostAhead));
}

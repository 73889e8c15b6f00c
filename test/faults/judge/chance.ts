/** Choices that are the same for the same seed. */
export type Chance = {
  /** A whole number, both ends included. */
  whole: (from: number, to: number) => number;
  happens: (probability: number) => boolean;
  pick: <Value>(from: readonly [Value, ...Value[]]) => Value;
};

/** The generator is Mulberry32: unlike a linear one, its first numbers for seeds next to each other have nothing in common. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  return {
    whole,
    happens: (probability) => next() < probability,
    pick: (from) => from[whole(0, from.length - 1)] ?? from[0],
  };
}

import type { FaultKind, FaultRates } from './fault-kinds.ts';
import type { Decision } from './simulation.ts';

/**
 * All chance of a simulation. Each number is made of the seed and a name, not of how many were drawn before, so leaving one fault out
 * changes no other.
 */
export type Chance = {
  /** In [0, 1); the next of the sequence of that name. */
  next: (name: string) => number;
  /** A whole number from `from` up to and with `to`. */
  between: (name: string, from: number, to: number) => number;
  /** Milliseconds up to `most`: mostly short, seldom long. */
  lateMs: (name: string, most?: number) => number;
  uuid: (name: string) => string;
  /** Which of these kinds of fault happens here, if any. */
  faultAt: (place: string, kinds: readonly FaultKind[]) => FaultKind | undefined;
  injected: readonly Decision[];
  trouble: boolean;
};

/** How late the late is at most. */
const latestMs = 15 * 60_000;

type Options = { seed: number; faults: FaultRates; schedule: readonly Decision[] | undefined; onFault: (decision: Decision) => void };

export function createChance({ seed, faults, schedule, onFault }: Options): Chance {
  const counts = new Map<string, number>();
  const injected: Decision[] = [];
  const planned = schedule && new Set(schedule);
  const salt = `${seed}/`;

  function numbered(name: string): string {
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return `${name}#${count}`;
  }

  const next = (name: string): number => uniform(salt + numbered(name));

  function drawn(place: string, kinds: readonly FaultKind[]): FaultKind | undefined {
    let left = uniform(`${salt}fault:${place}`);
    return kinds.find((kind) => {
      left -= faults[kind] ?? 0;
      return left < 0;
    });
  }

  const chance: Chance = {
    next,
    between: (name, from, to) => from + Math.floor(next(name) * (to - from + 1)),
    lateMs: (name, most = latestMs) => Math.round(most ** next(name)),
    uuid: (name) => uuidOf(next(name), next(name)),
    faultAt(place, kinds) {
      if (!chance.trouble) return undefined;
      const here = numbered(place);
      const kind = planned ? kinds.find((one) => planned.has(`${one}@${here}`)) : drawn(here, kinds);
      if (kind === undefined) return undefined;
      injected.push(`${kind}@${here}`);
      onFault(`${kind}@${here}`);
      return kind;
    },
    injected,
    trouble: false,
  };
  return chance;
}

/** 53 bits of a text, evenly spread: two 32-bit multiplicative hashes (the constants are those of MurmurHash3 and xxHash), mixed. */
function uniform(text: string): number {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    high = Math.imul(high ^ code, 0x85ebca77);
    low = Math.imul(low ^ code, 0xc2b2ae3d);
  }
  high = Math.imul(high ^ (high >>> 15), 0x735a2d97) ^ Math.imul(low ^ (low >>> 13), 0xcaf649a9);
  low = Math.imul(low ^ (low >>> 15), 0x735a2d97) ^ Math.imul(high ^ (high >>> 13), 0xcaf649a9);
  high ^= low >>> 16;
  low ^= high >>> 16;
  return ((high >>> 11) * 2 ** 32 + (low >>> 0)) / 2 ** 53;
}

function uuidOf(a: number, b: number): string {
  const hex = [a, b]
    .map((number) =>
      Math.floor(number * 2 ** 52)
        .toString(16)
        .padStart(13, '0'),
    )
    .join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(12, 15)}-a${hex.slice(15, 18)}-${hex.slice(18).padEnd(12, '0')}`;
}

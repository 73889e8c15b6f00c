import type { Wiring } from '../../../local/wiring.ts';
import { type FaultKind, type FaultRates, faultKinds, notOnDynamoDbLocal } from '../simulation/fault-kinds.ts';
import { chanceOf } from './chance.ts';

const rates = [0.01, 0.03, 0.08, 0.15] as const;
/** Kinds that end a whole run, or hold something up for an hour: seldom enough that work gets done between them. */
const heavy: readonly FaultKind[] = ['crash-before', 'crash-after', 'crash-at-end', 'time-out', 'fail-before', 'fail-after', 'throttle'];
const mostHeavy = 0.012;

export type TablesPlace = 'in-process' | { url: string };

/** Which faults a seed has, and how often: a part of the kinds, each at a rate of its own, so that every mixture comes up. */
export function weatherOf(seed: number, wiring: Wiring, place: TablesPlace = 'in-process'): FaultRates {
  const chance = chanceOf(seed ^ 0x5eed);
  const weather: FaultRates = {};
  for (const kind of possibleKinds(wiring)) {
    const rate = chance.pick(rates);
    if (chance.happens(0.4)) weather[kind] = heavy.includes(kind) ? Math.min(rate, mostHeavy) : rate;
  }
  if (place !== 'in-process') for (const kind of notOnDynamoDbLocal) delete weather[kind];
  return weather;
}

export function possibleKinds(wiring: Wiring): FaultKind[] {
  const all: Record<string, { does: string; impossible?: (wiring: Wiring) => string | undefined }> = faultKinds;
  return (Object.keys(all) as FaultKind[]).filter((kind) => !all[kind]?.impossible?.(wiring)); // its keys are the kinds
}

import type { FaultKind } from '../simulation/fault-kinds.ts';
import type { Decision } from '../simulation/simulation.ts';
import type { SeedRun } from './run-seed.ts';
import { scenarioNamed } from './scenarios.ts';

/** What seeds came to, added up. */
export type Tally = {
  seeds: number;
  onDynamoDbLocal: number;
  byScenario: Map<string, number>;
  webhooks: number;
  injectedByKind: Map<FaultKind, number>;
  /** How often a rule was looked at. */
  checked: number;
  /** Seeds that were told once more in another order, without faults, and had to give the same rows to the byte. */
  permuted: number;
  used: Set<string>;
  /** Of a schedule, the faults that came up in any seed. */
  cameUp: Set<Decision>;
  failed: SeedRun[];
  seconds: number;
};

export function emptyTally(): Tally {
  return {
    seeds: 0,
    onDynamoDbLocal: 0,
    byScenario: new Map(),
    webhooks: 0,
    injectedByKind: new Map(),
    checked: 0,
    permuted: 0,
    used: new Set(),
    cameUp: new Set(),
    failed: [],
    seconds: 0,
  };
}

/** Adds one seed's run. */
export function addRun(run: SeedRun, tally: Tally): void {
  tally.seeds += 1;
  tally.webhooks += run.webhooks;
  addCount(run.scenario, 1, tally.byScenario);
  tally.checked += rulesOf(run.scenario).length;
  for (const one of run.used) tally.used.add(one);
  for (const [kind, count] of Object.entries(run.injectedByKind) as [FaultKind, number][]) addCount(kind, count, tally.injectedByKind);
  if (run.violations.length > 0) tally.failed.push(run);
}

/** Adds what another thread counted; the failed seeds stay in their order. */
export function addTally(more: Tally, tally: Tally): void {
  tally.seeds += more.seeds;
  tally.onDynamoDbLocal += more.onDynamoDbLocal;
  tally.webhooks += more.webhooks;
  tally.checked += more.checked;
  tally.permuted += more.permuted;
  for (const one of more.used) tally.used.add(one);
  for (const one of more.cameUp) tally.cameUp.add(one);
  for (const [name, count] of more.byScenario) addCount(name, count, tally.byScenario);
  for (const [kind, count] of more.injectedByKind) addCount(kind, count, tally.injectedByKind);
  tally.failed = [...tally.failed, ...more.failed].sort((a, b) => a.seed - b.seed);
}

/** What is looked at once it is quiet, for people. */
export function rulesOf(scenario: string): string[] {
  const { invariants, says = [] } = scenarioNamed(scenario);
  return [...invariants.map((invariant) => invariant.says), ...says];
}

function addCount<Key>(key: Key, count: number, counts: Map<Key, number>): void {
  counts.set(key, (counts.get(key) ?? 0) + count);
}

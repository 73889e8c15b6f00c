import type { Wiring } from '../../../local/wiring.ts';
import type { FaultKind, FaultRates } from '../simulation/fault-kinds.ts';
import type { Decision } from '../simulation/simulation.ts';
import { invariants } from './judge.ts';
import { runSeed, type SeedRun } from './run-seed.ts';

export type SeedsOptions = {
  wiring: Wiring;
  seeds: readonly number[];
  faults?: FaultRates;
  schedule?: readonly Decision[];
  /** Where the tables of a seed are; in this process unless it says otherwise. */
  dynamoDbOf?: (seed: number) => 'in-process' | { url: string };
  /** Ends the run at the first seed that fails. */
  untilFailure?: boolean;
};

export type Tally = {
  seeds: number;
  onDynamoDbLocal: number;
  webhooks: number;
  injectedByKind: Map<FaultKind, number>;
  /** How often a rule was looked at. */
  checked: number;
  /** Seeds that were told once more in another order, without faults, and had to give the same rows to the byte. */
  permuted: number;
  used: Set<string>;
  failed: SeedRun[];
  seconds: number;
};

/** Every so many seeds, one is told again in another order. */
const permuteEvery = 10;

/** Runs seeds one after the other and adds up what happened. */
export async function runSeeds({ wiring, seeds, untilFailure, dynamoDbOf, ...options }: SeedsOptions): Promise<Tally> {
  const begunMs = performance.now();
  const tally: Tally = {
    seeds: 0,
    onDynamoDbLocal: 0,
    webhooks: 0,
    injectedByKind: new Map(),
    checked: 0,
    permuted: 0,
    used: new Set(),
    failed: [],
    seconds: 0,
  };
  for (const seed of seeds) {
    const dynamoDb = dynamoDbOf?.(seed) ?? 'in-process';
    const run = await runSeed({ wiring, seed, dynamoDb, ...options });
    if (dynamoDb !== 'in-process') tally.onDynamoDbLocal += 1;
    if (seed % permuteEvery === 0 && run.acknowledged) await permute(run, wiring, tally);
    add(run, tally);
    if (untilFailure && tally.failed.length > 0) break;
  }
  tally.seconds = (performance.now() - begunMs) / 1000;
  return tally;
}

/** Any permutation of the same input gives byte-identical reports. */
async function permute(run: SeedRun, wiring: Wiring, tally: Tally): Promise<void> {
  const other = await runSeed({ wiring, seed: run.seed, faults: {}, permutation: run.seed });
  tally.permuted += 1;
  run.violations.push(...other.violations.map((violation) => `In another order, without faults: ${violation}`));
  if (other.rowBytes.join('\n') !== run.rowBytes.join('\n')) {
    run.violations.push('any permutation of the same input gives byte-identical reports: the rows of another order differ');
  }
}

function add(run: SeedRun, tally: Tally): void {
  tally.seeds += 1;
  tally.webhooks += run.webhooks;
  tally.checked += invariants.length;
  for (const one of run.used) tally.used.add(one);
  for (const [kind, count] of Object.entries(run.injectedByKind) as [FaultKind, number][]) {
    tally.injectedByKind.set(kind, (tally.injectedByKind.get(kind) ?? 0) + count);
  }
  if (run.violations.length > 0) tally.failed.push(run);
}

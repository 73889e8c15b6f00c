import type { Wiring } from '../../../local/wiring.ts';
import type { FaultRates } from '../simulation/fault-kinds.ts';
import type { Decision } from '../simulation/simulation.ts';
import { chanceOf } from './chance.ts';
import { runSeed, type SeedRun } from './run-seed.ts';
import { scenarioNamed } from './scenarios.ts';
import { addRun, emptyTally, type Tally } from './tally.ts';

export type SeedsOptions = {
  wiring: Wiring;
  seeds: readonly number[];
  /** By name; each seed's own unless given. */
  scenario?: string;
  faults?: FaultRates;
  schedule?: readonly Decision[];
  /** An empty DynamoDB Local, and that every so many seeds have their tables there; all have them in this process without it. */
  dynamoDbLocal?: DynamoDbLocalShare;
  /** Ends the run at the first seed that fails. */
  untilFailure?: boolean;
};

export type DynamoDbLocalShare = { url: string; every: number };

/** Of so many seeds the one that is told again in another order: one with many calls. */
const permuted = { of: 40, one: 5 };

/** Runs seeds one after the other and adds up what happened. */
export async function runSeeds({ wiring, seeds, untilFailure, dynamoDbLocal, ...options }: SeedsOptions): Promise<Tally> {
  const begunMs = performance.now();
  const tally = emptyTally();
  for (const seed of seeds) {
    const local = dynamoDbLocal && seed % dynamoDbLocal.every === 0 ? { url: dynamoDbLocal.url } : undefined;
    const run = await runSeed({ wiring, seed, ...(local && { dynamoDb: local }), ...options });
    if (local) tally.onDynamoDbLocal += 1;
    if (isToldAgain(run)) await permute(run, wiring, tally);
    addRun(run, tally);
    if (options.schedule) for (const fault of run.injected) tally.cameUp.add(fault);
    if (untilFailure && tally.failed.length > 0) break;
  }
  tally.seconds = (performance.now() - begunMs) / 1000;
  return tally;
}

/** Also one in ten of the seeds of a part whose rows are to be the same in any order. */
function isToldAgain({ seed, scenario, acknowledged }: SeedRun): boolean {
  if (!acknowledged) return false;
  return seed % permuted.of === permuted.one || (scenarioNamed(scenario).anyOrder === true && chanceOf(seed).happens(0.1));
}

/** Any permutation of the same input gives byte-identical reports. */
async function permute(run: SeedRun, wiring: Wiring, tally: Tally): Promise<void> {
  const other = await runSeed({ wiring, seed: run.seed, scenario: run.scenario, faults: {}, permutation: run.seed });
  tally.permuted += 1;
  run.violations.push(...other.violations.map((violation) => `In another order, without faults: ${violation}`));
  if (other.rowBytes.join('\n') !== run.rowBytes.join('\n')) {
    run.violations.push('any permutation of the same input gives byte-identical reports: the rows of another order differ');
  }
}

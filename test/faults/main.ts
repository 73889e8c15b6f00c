import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { synthesise } from '../../local/synthesise.ts';
import { readAssembly } from '../../local/template/assembly.ts';
import { BadOption, type FaultsOptions, faultsOptions } from './faults-options.ts';
import { failedSeeds, failureLines } from './judge/failure-lines.ts';
import { dynamoDbLocalEvery, localShare } from './judge/local-share.ts';
import { runSeedsOnCores } from './judge/run-seeds-on-cores.ts';
import { simulatedWiring } from './judge/simulated-wiring.ts';
import { tallyLines } from './judge/tally-lines.ts';
import type { Mutant } from './mutants/mutant.ts';
import { mutants } from './mutants/mutants.ts';
import { mutatedWiring, smallerWiring } from './mutants/mutated-wiring.ts';
import { checkFaults, type FaultChecks, type FaultRates } from './simulation/fault-kinds.ts';

const say = (line: string) => console.log(line);

/** Runs the seeds that the options name, prints what happened, and says whether everything held. */
async function run(options: FaultsOptions, mutantFolder: string): Promise<boolean> {
  const { from, mutant: name, schedule } = options;
  const mutant = mutants.find((one) => one.name === name);
  if (name !== undefined && !mutant)
    throw new BadOption(`Cannot make the mutant "${name}": there are ${mutants.map((one) => one.name).join(', ')}`);

  const scenario = options.scenario ?? (mutant ? (mutant.scenario ?? 'outcomes') : undefined);
  const deployed = simulatedWiring(readAssembly(await synthesise(resolve(import.meta.dirname, '../..'), say)));
  const plain = await smallerWiring(deployed, join(mutantFolder, 'smaller'));
  checked({ wiring: deployed, schedule, ...faultsFor(options, mutant) });
  const wiring = mutant ? await mutatedWiring(plain, mutant, join(mutantFolder, 'mutant')) : plain;
  const seeds = Array.from({ length: options.seeds }, (_, index) => from + index);
  const share = options.kinds || schedule || mutant ? undefined : await localShare(seeds);
  const tally = await runSeedsOnCores(
    {
      wiring,
      seeds,
      untilFailure: mutant !== undefined,
      ...faultsFor(options, mutant),
      ...(scenario !== undefined && { scenario }),
      ...(schedule && { schedule }),
      ...(share && { dynamoDbLocal: { url: share.url, every: dynamoDbLocalEvery } }),
    },
    options.workers,
  ).finally(() => share?.stop());
  for (const line of tallyLines(tally, wiring)) say(line);
  const neverUp = schedule?.filter((fault) => !tally.cameUp.has(fault)) ?? [];
  if (neverUp.length > 0)
    throw new BadOption(`Cannot make the faults ${neverUp.join(', ')}: no seed that was run comes there, or so often. Leave them out`);
  const [failed] = tally.failed;
  for (const line of failedSeeds(tally)) say(line);
  if (failed && options.trace) for (const { at, what } of failed.trace) say(`${String(at).padStart(9)} ms  ${what}`);
  if (failed) for (const line of await failureLines({ wiring, run: failed, options, ...faultsFor(options, mutant) })) say(line);
  return failed === undefined;
}

/** @throws BadOption where these faults cannot be here. */
function checked({ faults = {}, ...checks }: Pick<FaultChecks, 'wiring' | 'schedule'> & { faults?: FaultRates }): void {
  try {
    checkFaults({ ...checks, faults, dynamoDb: 'in-process' });
  } catch (cause) {
    throw new BadOption(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

/** What the options name, else what brings the mutant out, else the mixture of each seed. */
function faultsFor({ kinds, rate }: FaultsOptions, mutant: Mutant | undefined): { faults?: FaultRates } {
  if (kinds) return { faults: Object.fromEntries(kinds.map((kind) => [kind, rate])) };
  return mutant?.under ? { faults: mutant.under } : {};
}

const mutantFolder = mkdtempSync(join(tmpdir(), 'redial-mutant-'));
try {
  const held = await run(faultsOptions(process.argv.slice(2)), mutantFolder);
  process.exitCode = held ? 0 : 1;
} catch (error) {
  if (!(error instanceof Error)) throw error;
  console.error(error instanceof BadOption || !error.stack ? error.message : error.stack);
  process.exitCode = 1;
} finally {
  rmSync(mutantFolder, { recursive: true });
}

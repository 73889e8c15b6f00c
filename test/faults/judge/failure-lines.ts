import type { Wiring } from '../../../local/wiring.ts';
import type { FaultsOptions } from '../faults-options.ts';
import type { FaultRates } from '../simulation/fault-kinds.ts';
import { shortestFailing } from '../simulation/shortest-failing.ts';
import { runSeed, type SeedRun } from './run-seed.ts';

type Failure = {
  wiring: Wiring;
  run: SeedRun;
  options: Pick<FaultsOptions, 'kinds' | 'rate' | 'mutant' | 'scenario'>;
  faults?: FaultRates;
};

const mostShown = 5;

/** Why a seed failed, the fewest faults that make it fail, and the command that shows it again. */
export async function failureLines({ wiring, run, options: { kinds, rate, mutant, scenario }, faults }: Failure): Promise<string[]> {
  const { seed } = run;
  const shortest = await shortestFailing(
    (schedule) => runSeed({ wiring, seed, scenario: run.scenario, ...(faults && { faults }), ...(schedule && { schedule }) }),
    // Enough to get from hundreds of faults to a few.
    100,
  );
  const violations = shortest?.violations ?? run.violations;
  const replay = [
    'npm run faults -- --seeds 1',
    `--from ${seed}`,
    ...(scenario === undefined ? [] : [`--scenario ${scenario}`]),
    ...(mutant === undefined ? [] : [`--mutant ${mutant}`]),
    ...(kinds ? [`--kinds ${kinds.join(',')} --rate ${rate}`] : []),
  ];
  return [
    `Seed ${seed} (${run.scenario}) fails:`,
    ...violations.slice(0, mostShown).map((violation) => `  ${violation}`),
    ...(violations.length > mostShown ? [`  and ${violations.length - mostShown} more`] : []),
    shortest
      ? `It takes ${shortest.schedule.length} faults (of ${run.injected.length}; found in ${shortest.runs} runs): ${shortest.schedule.join(', ') || 'none'}`
      : `It fails with its ${run.injected.length} faults alone; no shorter schedule was found`,
    `Replay: ${[...replay, ...(shortest ? [`--schedule "${shortest.schedule.join(',')}"`] : [])].join(' ')}`,
  ];
}

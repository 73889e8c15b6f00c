import type { Wiring } from '../../../local/wiring.ts';
import type { FaultsOptions } from '../faults-options.ts';
import type { FaultRates } from '../simulation/fault-kinds.ts';
import { shortestFailing } from '../simulation/shortest-failing.ts';
import { runSeed, type SeedRun } from './run-seed.ts';
import type { Tally } from './tally.ts';

type Failure = {
  wiring: Wiring;
  run: SeedRun;
  options: Pick<FaultsOptions, 'kinds' | 'rate' | 'mutant' | 'scenario' | 'schedule'>;
  faults?: FaultRates;
};

const mostShown = 5;
/** From hundreds of faults to a few, where a run takes a tenth of a second; where it takes longer, as far as it comes in this time. */
const shortening = { most: 100, seconds: 60 };

/** The seeds that failed, of which only one is looked into. */
export function failedSeeds({ failed }: Tally): string[] {
  const lines = Math.ceil(failed.length / namedInLine);
  return Array.from({ length: lines }, (_, line) => {
    const named = failed.slice(line * namedInLine, (line + 1) * namedInLine).map(({ seed, scenario }) => `${seed} (${scenario})`);
    return `${line === 0 ? 'Failed: ' : '        '}${named.join(', ')}`;
  });
}

const namedInLine = 8;

/** Why a seed failed, the fewest faults that make it fail, and the command that shows it again. */
export async function failureLines({ wiring, run, options, faults }: Failure): Promise<string[]> {
  const { seed } = run;
  const { kinds, rate, mutant, scenario } = options;
  const endsAtMs = performance.now() + shortening.seconds * 1000;
  const shortest = await shortestFailing(
    (schedule = options.schedule) =>
      runSeed({ wiring, seed, scenario: run.scenario, ...(faults && { faults }), ...(schedule && { schedule }) }),
    { most: shortening.most, hasTime: () => performance.now() < endsAtMs },
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

import { describe, expect, inject, it } from 'vitest';
import { readAssembly } from '../../local/template/assembly.ts';
import { failureLines } from './judge/failure-lines.ts';
import { runSeeds } from './judge/run-seeds.ts';
import { simulatedWiring } from './judge/simulated-wiring.ts';
import { tallyLines } from './judge/tally-lines.ts';
import { possibleKinds } from './judge/weather.ts';

const wiring = simulatedWiring(readAssembly(inject('assembly')));
const seeds = Array.from({ length: 100 }, (_, index) => index + 1);

describe('the stack under faults', () => {
  it('keeps every promise for 100 seeds; npm run faults runs any number', { timeout: 300_000 }, async () => {
    const tally = await runSeeds({ wiring, seeds });
    const lines = tallyLines(tally);
    const [run] = tally.failed;
    if (run) lines.push(...(await failureLines({ wiring, run, options: { kinds: undefined, rate: 0, mutant: undefined } })));
    console.log(lines.join('\n'));
    expect(run?.violations ?? []).toEqual([]);
    expect(tally.seeds).toBe(seeds.length);
    // A fault that never happens proves nothing.
    expect(possibleKinds(wiring).filter((kind) => !tally.injectedByKind.get(kind))).toEqual([]);
  });
});

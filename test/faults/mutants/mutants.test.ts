import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { readAssembly } from '../../../local/template/assembly.ts';
import type { Wiring } from '../../../local/wiring.ts';
import { runSeeds } from '../judge/run-seeds.ts';
import { simulatedWiring } from '../judge/simulated-wiring.ts';
import { mutants } from './mutants.ts';
import { mutatedWiring, smallerWiring } from './mutated-wiring.ts';

const wiring = simulatedWiring(readAssembly(inject('assembly')));
const outFolder = mkdtempSync(join(tmpdir(), 'redial-mutants-'));
const every = Array.from({ length: 100 }, (_, index) => index + 1);
const caught: string[] = [];
let smallWiring: Promise<Wiring> | undefined;

afterAll(() => {
  rmSync(outFolder, { recursive: true });
  console.log(['Mutants and the seeds that catch them:', ...caught].join('\n'));
});

describe('the judge', () => {
  it.each(mutants)('sees $name: $hurts', { timeout: 600_000 }, async (mutant) => {
    smallWiring ??= smallerWiring(wiring, join(outFolder, 'smaller'));
    const mutated = await mutatedWiring(await smallWiring, mutant, join(outFolder, mutant.name));
    const { scenario = 'outcomes', caughtBy = 1 } = mutant;
    const seeds = [caughtBy, ...every.filter((seed) => seed !== caughtBy)];
    const { failed } = await runSeeds({
      wiring: mutated,
      seeds,
      scenario,
      untilFailure: true,
      ...(mutant.under && { faults: mutant.under }),
    });
    const [run] = failed;
    caught.push(`  ${mutant.name.padEnd(34)} seed ${String(run?.seed ?? 'none').padStart(4)}  ${run?.violations[0] ?? ''}`);
    expect(run?.violations ?? []).not.toEqual([]);
  });
});

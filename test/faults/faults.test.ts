import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { readAssembly } from '../../local/template/assembly.ts';
import { failedSeeds, failureLines } from './judge/failure-lines.ts';
import { dynamoDbLocalEvery, localShare } from './judge/local-share.ts';
import { runSeedsOnCores } from './judge/run-seeds-on-cores.ts';
import { simulatedWiring } from './judge/simulated-wiring.ts';
import { tallyLines } from './judge/tally-lines.ts';
import { possibleKinds } from './judge/weather.ts';
import { smallerWiring } from './mutants/mutated-wiring.ts';

const deployed = simulatedWiring(readAssembly(inject('assembly')));
const outFolder = mkdtempSync(join(tmpdir(), 'redial-faults-'));
const seeds = Array.from({ length: 1_000 }, (_, index) => index + 1);

afterAll(() => rmSync(outFolder, { recursive: true }));

describe('the stack under faults', () => {
  it('keeps every promise for 1,000 seeds; npm run faults runs any number', { timeout: 1_800_000 }, async () => {
    const wiring = await smallerWiring(deployed, outFolder);
    const local = await localShare(seeds);
    const dynamoDbLocal = local && { url: local.url, every: dynamoDbLocalEvery };
    const tally = await runSeedsOnCores({ wiring, seeds, ...(dynamoDbLocal && { dynamoDbLocal }) }, availableParallelism()).finally(() =>
      local?.stop(),
    );
    const lines = tallyLines(tally, wiring);
    const [run] = tally.failed;
    const options = { kinds: undefined, rate: 0, mutant: undefined, scenario: undefined, schedule: undefined };
    lines.push(...failedSeeds(tally));
    if (run) lines.push(...(await failureLines({ wiring, run, options })));
    console.log(lines.join('\n'));
    expect(tally.failed.map(({ seed, scenario, violations: [first] }) => `${seed} (${scenario}): ${first}`)).toEqual([]);
    expect(tally.seeds).toBe(seeds.length);
    expect(tally.onDynamoDbLocal).toBe(Math.floor(seeds.length / dynamoDbLocalEvery));
    // A fault that never happens proves nothing.
    expect(possibleKinds(wiring).filter((kind) => !tally.injectedByKind.get(kind))).toEqual([]);
  });
});

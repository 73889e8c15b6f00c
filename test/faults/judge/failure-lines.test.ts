import { describe, expect, it } from 'vitest';
import { failedSeeds } from './failure-lines.ts';
import type { SeedRun } from './run-seed.ts';
import { emptyTally } from './tally.ts';

const nothing = { violations: ['a call is lost'], injected: [], injectedByKind: {}, used: new Set<string>(), rowBytes: [], trace: [] };
const failed = (seed: number): SeedRun => ({ seed, scenario: 'exports', acknowledged: false, webhooks: 0, ...nothing });

describe('failedSeeds', () => {
  it('names every seed that failed, with its scenario', () => {
    const seeds = Array.from({ length: 20 }, (_, index) => index * 7);
    const text = failedSeeds({ ...emptyTally(), failed: seeds.map(failed) }).join('\n');
    expect(text).toMatch(/^Failed: 0 \(exports\), 7 \(exports\), /);
    expect(text.match(/\d+(?= \(exports\))/g)?.map(Number)).toEqual(seeds);
  });

  it('says nothing where all held', () => {
    expect(failedSeeds(emptyTally())).toEqual([]);
  });
});

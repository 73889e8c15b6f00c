import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shortestFailing } from './shortest-failing.ts';
import type { Decision } from './simulation.ts';

const decisions = Array.from({ length: 40 }, (_, number) => `throttle@ingest.PutItem#${number}`);

/** A run that fails where all of these happen together. */
const failingWith =
  (culprits: readonly Decision[]) =>
  async (schedule: readonly Decision[] = decisions) => {
    const fails = culprits.every((culprit) => schedule.includes(culprit));
    return { injected: schedule, violations: fails ? ['a call is lost'] : [] };
  };

describe('shortestFailing', () => {
  it('finds exactly the faults that it takes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.subarray(decisions, { maxLength: 4 }), async (culprits) => {
        const found = await shortestFailing(failingWith(culprits));
        expect(found?.schedule).toEqual(culprits);
        expect(found?.violations).toEqual(['a call is lost']);
      }),
      { numRuns: 50 },
    );
  });

  it('finds nothing in a run that holds', async () => {
    expect(await shortestFailing(async () => ({ injected: decisions, violations: [] }))).toBeUndefined();
  });

  it('stops after the runs that it may take, with what it has', async () => {
    const found = await shortestFailing(failingWith(decisions.slice(3, 6)), { most: 5 });
    expect(found?.runs).toBeLessThanOrEqual(5);
    expect(found?.schedule).toEqual(expect.arrayContaining(decisions.slice(3, 6)));
  });

  it('stops once there is no more time, with what it has', async () => {
    let looks = 0;
    const found = await shortestFailing(failingWith(decisions.slice(3, 6)), { hasTime: () => looks++ < 3 });
    expect(found?.runs).toBeLessThanOrEqual(4);
    expect(found?.schedule).toEqual(expect.arrayContaining(decisions.slice(3, 6)));
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plusDays } from '../../../shared/domain/business-day.ts';
import { connectsOf, returnWindowDays } from '../../../shared/domain/connects.ts';
import { rowsOf } from '../../../shared/domain/rows-of.ts';
import { anyWorkspace } from '../../shared/domain/report-workspaces.ts';
import { aRollup, inKeyOrder } from './a-rollup.ts';

describe('rollUp', () => {
  it('comes to the same rows however the calls trickle in, in whatever order their days are marked', async () => {
    await fc.assert(
      fc.asyncProperty(anyWorkspace, fc.array(fc.nat({ max: 20 }), { minLength: 1, maxLength: 8 }), async ({ calls, rules }, portions) => {
        const rollup = await aRollup(rules);
        const waiting = [...calls];
        for (const portion of [...portions, calls.length]) {
          const arrived = waiting.splice(0, portion);
          rollup.calls.push(...arrived);
          for (const { day } of arrived) await rollup.mark(day);
          await Promise.all([rollup.run(), rollup.run()]);
        }
        await rollup.run();

        const on = (day: string) => calls.filter((call) => call.day === day);
        for (const day of new Set(calls.map((call) => call.day))) {
          const following = Array.from({ length: returnWindowDays(rules.missedReturnHours) }, (_, index) => plusDays(day, index + 1));
          const rows = rowsOf(on(day), { day, settings: rules, later: following.map((next) => connectsOf(on(next))) });
          expect(JSON.stringify(await rollup.rowsOn(day))).toBe(JSON.stringify(inKeyOrder(rows)));
        }
        expect(await rollup.markedDays()).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});

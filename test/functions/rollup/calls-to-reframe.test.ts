import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { callsToReframe } from '../../../functions/rollup/calls-to-reframe.ts';
import { dayOf } from '../../../shared/domain/business-day.ts';
import { allOf } from '../../../shared/store/all-of.ts';
import { aFact, at } from '../../builders.ts';
import { memoryCallStore } from '../../doubles/memory-call-store.ts';
import { aRecordedCall } from '../../shared/store/a-recorded-call.ts';

const workspace = 'w_1';
/** As far apart as zones are: 26 hours. */
const zones = fc.constantFrom('Pacific/Kiritimati', 'Asia/Kolkata', 'UTC', 'America/New_York', 'Etc/GMT+12');
const begins = fc.record({ seconds: fc.integer({ min: -3 * 86_400, max: 3 * 86_400 }), zone: zones, isLive: fc.boolean() });

describe('callsToReframe', () => {
  it('finds every call that lies on one of the days, or belongs there by the zone, and none else', async () => {
    const days = fc.uniqueArray(fc.constantFrom('2026-11-20', '2026-11-21', '2026-11-22', '2026-11-24'), { minLength: 1 });
    const oneRun = async (begun: { seconds: number; zone: string; isLive: boolean }[], timezone: string, asked: string[]) => {
      const calls = memoryCallStore();
      for (const { seconds, zone, isLive } of begun) {
        const said = aFact({ signal: isLive ? 'progress' : 'busy', startedAt: at(seconds) });
        await calls.save(aRecordedCall({ workspace, facts: [said], frame: { timezone: zone } }));
      }
      const found = await allOf(callsToReframe({ workspace, days: new Set(asked), timezone }, calls));
      const wanted = calls.all().filter(({ call }) => asked.includes(call.day) || asked.includes(dayOf(call.startedAt, timezone)));
      expect(found.map(({ id }) => id).sort()).toEqual(wanted.map(({ id }) => id).sort());
    };
    await fc.assert(fc.asyncProperty(fc.array(begins, { minLength: 1, maxLength: 12 }), zones, days, oneRun), { numRuns: 150 });
  });
});

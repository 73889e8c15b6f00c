import { describe, expect, it } from 'vitest';
import { plusSeconds } from '../../../shared/domain/instant.ts';
import { reframedCall } from '../../../shared/domain/reframed-call.ts';
import { allOf } from '../../../shared/store/all-of.ts';
import type { CallQuestion, CallStore } from '../../../shared/store/call-store.ts';
import { callIdOf } from '../../../shared/store/ids.ts';
import { aFact, at } from '../../builders.ts';
import { aRecordedCall, aWorkspace, told } from './a-recorded-call.ts';

const today = '2026-11-22';
const everything = { from: today, to: today, limit: 50, cursor: undefined, matches: () => true };

/** What every store of calls does. */
export function describeCallStore(kind: string, storeOf: () => CallStore): void {
  describe(`calls in ${kind}`, () => {
    it('come back as they were saved', async () => {
      const store = storeOf();
      const call = aRecordedCall({
        workspace: aWorkspace(),
        facts: [
          aFact({ word: 'ringing', leadPhone: '+919812345678', agent: { id: 'a_asha', branch: 'b_pune' } }),
          aFact({ signal: 'completed', talkSeconds: 42, note: 'Wants a call "tomorrow"', occurredAt: at(60), direction: 'outbound' }),
        ],
        frame: { leadId: 'l_1', tags: ['vip', 'a,b|c%'], leadCampaign: 'g_1', connectionCampaign: 'g_2', machineIsConversation: true },
      });
      expect(await store.save(call)).toBe('saved');
      expect(await store.get(call.workspace, call.id)).toEqual(call);
      expect(await store.get(call.workspace, call.id, { consistent: true })).toEqual(call);
    });

    it('are not there before they are saved, nor in another workspace', async () => {
      const store = storeOf();
      const call = aRecordedCall({ workspace: aWorkspace() });
      expect(await store.get(call.workspace, call.id)).toBeUndefined();
      await store.save(call);
      expect(await store.get(aWorkspace(), call.id)).toBeUndefined();
    });

    it('are written by the first of two that read the same version', async () => {
      const store = storeOf();
      const call = aRecordedCall({ workspace: aWorkspace() });
      expect(await store.save(call)).toBe('saved');
      expect(await store.save(call)).toBe('conflict');
      const one = told(call, aFact({ signal: 'answered' }));
      const other = told(call, aFact({ signal: 'busy' }));
      expect(await Promise.all([store.save(one), store.save(other)]).then((answers) => answers.sort())).toEqual(['conflict', 'saved']);
      const kept = await store.get(call.workspace, call.id);
      expect([one.facts, other.facts]).toContainEqual(kept?.facts);
      expect(await store.save({ ...one, version: 4 })).toBe('conflict');
    });

    it('are found by many ids at once, in the order asked, without those that are missing', async () => {
      const store = storeOf();
      const workspace = aWorkspace();
      const calls = Array.from({ length: 130 }, () => aRecordedCall({ workspace }));
      await Promise.all(calls.map((call) => store.save(call)));
      const ids = calls.map(({ id }) => id);
      expect(await store.getMany(workspace, [...ids, callIdOf(workspace, null, 'missing')])).toEqual(calls);
      expect(await store.getMany(workspace, [])).toEqual([]);
    });

    it('are live while in progress, oldest first, and on their day once they have ended', async () => {
      const store = storeOf();
      const workspace = aWorkspace();
      const older = aRecordedCall({ workspace, facts: [aFact({ startedAt: at(-60) })] });
      const newer = aRecordedCall({ workspace, facts: [aFact({ startedAt: at() })] });
      await store.save(newer);
      await store.save(older);
      expect(await store.live(workspace)).toEqual([older, newer]);
      expect(await daysCalls(store, workspace)).toEqual([]);

      const ended = told(older, aFact({ signal: 'completed', talkSeconds: 5, occurredAt: at(9), direction: 'outbound' }));
      await store.save(ended);
      expect(await store.live(workspace)).toEqual([newer]);
      const [reported] = await daysCalls(store, workspace);
      expect(reported).toMatchObject({ id: ended.id, day: today, status: 'Called', talkSeconds: 5, ended: true, startedAt: at(-60) });
    });

    it('are on the business day of their own time zone', async () => {
      const store = storeOf();
      const workspace = aWorkspace();
      const lateInUtc = aFact({ signal: 'busy', startedAt: '2026-11-22T20:00:00.000Z' });
      await store.save(aRecordedCall({ workspace, facts: [lateInUtc], frame: { timezone: 'Asia/Kolkata' } }));
      await store.save(aRecordedCall({ workspace, facts: [lateInUtc], frame: { timezone: 'America/New_York' } }));
      expect(await daysCalls(store, workspace)).toHaveLength(1);
      expect(await daysCalls(store, workspace, '2026-11-23')).toHaveLength(1);
    });

    it('are all on their day, however many', async () => {
      const store = storeOf();
      const workspace = aWorkspace();
      const calls = Array.from({ length: 60 }, (_, n) =>
        aRecordedCall({ workspace, facts: [aFact({ signal: 'busy', startedAt: at(n) })] }),
      );
      await Promise.all(calls.map((call) => store.save(call)));
      const ids = (await daysCalls(store, workspace)).map(({ id }) => id);
      expect(ids.sort()).toEqual(calls.map(({ id }) => id).sort());
      const some = await allOf(store.onDay(workspace, today, { from: at(10), to: at(19) }));
      expect(some.map(({ startedAt }) => startedAt).sort()).toEqual(Array.from({ length: 10 }, (_, n) => at(10 + n)));
    });

    it('go to another day with another zone, and are on one of the two alone', async () => {
      const store = storeOf();
      const workspace = aWorkspace();
      const call = aRecordedCall({ workspace, facts: [aFact({ signal: 'busy', startedAt: '2026-11-22T20:00:00.000Z' })] });
      await store.save(call);
      const settings = { timezone: 'America/New_York', machineIsConversation: false };
      const moved = reframedCall(call, { settings, mayChange: () => true });
      expect(moved && (await store.save(moved))).toBe('saved');
      expect(moved && (await store.save(moved))).toBe('conflict');
      expect(await daysCalls(store, workspace, '2026-11-23')).toEqual([]);
      expect(await daysCalls(store, workspace)).toMatchObject([{ id: call.id, day: today }]);
    });

    it('of a lead are its ended ones, oldest first', async () => {
      const store = storeOf();
      const workspace = aWorkspace();
      const ofLead = (leadId: string, startedAt: string, signal: 'busy' | 'progress' = 'busy') =>
        aRecordedCall({ workspace, facts: [aFact({ signal, startedAt })], frame: { leadId } });
      const [second, first] = [ofLead('l_1', at(60)), ofLead('l_1', at())];
      for (const call of [second, first, ofLead('l_1', at(90), 'progress'), ofLead('l_2', at())]) await store.save(call);
      const found = await store.ofLead(workspace, 'l_1');
      expect(found.map(({ id }) => id)).toEqual([first.id, second.id]);
      expect(found[0]).toMatchObject({ leadId: 'l_1', status: 'Busy', startedAt: at() });
    });

    it('are merged into another, and found by either id from then on', async () => {
      const store = storeOf();
      const workspace = aWorkspace();
      const [kept, merged] = ['l_1', 'l_1'].map((leadId) =>
        aRecordedCall({ workspace, facts: [aFact({ signal: 'busy' })], frame: { leadId } }),
      );
      if (!kept || !merged) throw new Error('there are two');
      for (const call of [kept, merged]) await store.save(call);
      const both = told(kept, ...merged.facts);
      expect(await store.merge(both, { id: merged.id, version: 2 })).toBe('conflict');
      expect(await store.merge({ ...both, version: 3 }, merged)).toBe('conflict');
      expect(await store.getMany(workspace, [kept.id, merged.id])).toEqual([kept, merged]);

      expect(await store.merge(both, merged)).toBe('saved');
      for (const id of [kept.id, merged.id]) expect(await store.get(workspace, id, { consistent: true })).toEqual(both);
      expect(await store.getMany(workspace, [merged.id, kept.id])).toEqual([both]);
      expect((await store.ofLead(workspace, 'l_1')).map(({ id }) => id)).toEqual([kept.id]);
      expect((await daysCalls(store, workspace)).map(({ id }) => id)).toEqual([kept.id]);
      expect([await store.save(told(merged)), await store.save(merged), await store.merge(told(both), merged)]).toEqual(
        Array(3).fill('conflict'),
      );
    });

    it('that were never kept are merged as well, once', async () => {
      const store = storeOf();
      const kept = aRecordedCall({ workspace: aWorkspace() });
      const never = { id: callIdOf(kept.workspace, 'k_1', 'never'), version: 0 };
      await store.save(kept);
      const results = await Promise.all([told(kept), told(kept)].map((call) => store.merge(call, never)));
      expect(results.sort()).toEqual(['conflict', 'saved']);
      expect(await store.get(kept.workspace, never.id)).toMatchObject({ id: kept.id, version: 2 });
    });

    it('near a moment are those of the lead that began about then: ended ones, and what an agent logged', async () => {
      const store = storeOf();
      const workspace = aWorkspace();
      const begun = (seconds: number, signal: 'busy' | 'progress' = 'busy') =>
        aRecordedCall({ workspace, facts: [aFact({ signal, startedAt: at(seconds) })], frame: { leadId: 'l_1' } });
      const logged = { ...begun(3, 'progress'), connection: null };
      const [first, last] = [begun(-10), begun(10)];
      for (const call of [last, logged, first, begun(-11), begun(11), begun(0, 'progress')]) await store.save(call);
      const near = await store.nearOnLead(workspace, 'l_1', { from: at(-10), to: at(10) });
      expect(near.map(({ id }) => id)).toEqual([first.id, logged.id, last.id]);
      expect((await store.ofLead(workspace, 'l_1')).map(({ id }) => id)).not.toContain(logged.id);
    });

    it('are listed newest first over days and partitions, live ones among them, page by page and each once', async () => {
      const store = storeOf();
      const workspace = aWorkspace();
      const calls = Array.from({ length: 45 }, (_, n) =>
        aRecordedCall({
          workspace,
          facts: [aFact({ signal: n % 5 === 0 ? 'progress' : 'busy', startedAt: plusSeconds('2026-11-20T06:00:00.000Z', n * 5400) })],
        }),
      );
      await Promise.all(calls.map((call) => store.save(call)));
      const newestFirst = calls.toReversed().map(({ id }) => id);
      const asked = { ...everything, workspace, from: '2026-11-20', to: '2026-11-23', limit: 7 };
      expect(await idsByPage(store, asked)).toEqual(Array.from({ length: 7 }, (_, page) => newestFirst.slice(page * 7, page * 7 + 7)));
      const [firstPage] = await idsByPage(store, { ...asked, limit: 45 });
      expect(firstPage).toEqual(newestFirst);
    });

    it('of one instant are listed each once', async () => {
      const store = storeOf();
      const workspace = aWorkspace();
      const calls = Array.from({ length: 9 }, () => aRecordedCall({ workspace, facts: [aFact({ signal: 'busy' })] }));
      await Promise.all(calls.map((call) => store.save(call)));
      const pages = await idsByPage(store, { ...everything, workspace, limit: 2 });
      expect(pages.map((page) => page.length)).toEqual([2, 2, 2, 2, 1]);
      expect(new Set(pages.flat()).size).toBe(9);
    });

    it('are listed by day first: one that began later may be of an earlier day in its own time zone', async () => {
      const store = storeOf();
      const workspace = aWorkspace();
      const begun = (startedAt: string, timezone: string) =>
        aRecordedCall({ workspace, facts: [aFact({ signal: 'busy', startedAt })], frame: { timezone } });
      const inKolkata = begun('2026-11-22T20:00:00.000Z', 'Asia/Kolkata');
      const inNewYork = begun('2026-11-22T21:00:00.000Z', 'America/New_York');
      for (const call of [inNewYork, inKolkata]) await store.save(call);
      const pages = await idsByPage(store, { ...everything, workspace, to: '2026-11-23', limit: 1 });
      expect(pages).toEqual([[inKolkata.id], [inNewYork.id]]);
    });

    it('are listed by what the question asks, and only of its days', async () => {
      const store = storeOf();
      const workspace = aWorkspace();
      const busy = aRecordedCall({ workspace, facts: [aFact({ signal: 'busy' })] });
      const missed = aRecordedCall({ workspace, facts: [aFact({ signal: 'missed', direction: 'inbound' })] });
      const dayBefore = aRecordedCall({ workspace, facts: [aFact({ signal: 'busy', startedAt: at(-86_400) })] });
      for (const call of [busy, missed, dayBefore]) await store.save(call);
      const { items, next } = await store.list({ ...everything, workspace, matches: ({ status }) => status === 'Busy' });
      expect(items).toEqual([busy]);
      expect(next).toBeNull();
    });

    it.each([
      'nonsense',
      '',
      'WzFd',
      Buffer.from('["2026-11-22"]').toString('base64url'),
      Buffer.from('["2025-01-01","x"]').toString('base64url'),
    ])('are not listed from a cursor that no page gave (%j)', async (cursor) => {
      const asked = storeOf().list({ ...everything, workspace: aWorkspace(), cursor });
      await expect(asked).rejects.toMatchObject({ name: 'BadCursor', code: 'bad-cursor' });
    });
  });
}

async function daysCalls(store: CallStore, workspace: string, day = today) {
  return allOf(store.onDay(workspace, day));
}

async function idsByPage(store: CallStore, question: CallQuestion): Promise<string[][]> {
  const pages: string[][] = [];
  for (let cursor: string | undefined, more = true; more; ) {
    const { items, next } = await store.list({ ...question, cursor });
    pages.push(items.map(({ id }) => id));
    cursor = next ?? undefined;
    more = next !== null;
  }
  return pages;
}

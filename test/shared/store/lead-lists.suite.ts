import { describe, expect, it } from 'vitest';
import type { Lead } from '../../../shared/domain/lead.ts';
import type { LeadStore } from '../../../shared/store/lead-store.ts';
import { aFollowUp, at } from '../../builders.ts';
import { aNewLead, changed, kept } from './a-new-lead.ts';
import { aWorkspace } from './a-recorded-call.ts';

const statuses = ['unassigned', 'assigned', 'not-picked', 'missed', 'interested', 'not-interested', 'wrong-number', 'customer'];
/** In which lists every store of leads shows them. */
export function describeLeadLists(kind: string, storeOf: () => LeadStore): void {
  describe(`lists of leads in ${kind}`, () => {
    it('are listed newest first: all, of a status, of an owner, of nobody, of both', async () => {
      const store = storeOf();
      const workspace = aWorkspace();
      const of = (n: number, lead: Partial<Lead>) => kept(store, aNewLead(workspace, { createdAt: at(n), ...lead }));
      const missedByRavi = await of(1, { status: 'missed', owner: 'a_ravi' });
      const rungByAsha = await of(2, { status: 'not-picked', owner: 'a_asha' });
      const missedByNobody = await of(3, { status: 'missed', owner: null });
      const rungByRavi = await of(4, { status: 'not-picked', owner: 'a_ravi' });
      const list = async (filter: { status?: string; owner?: string | null }) =>
        (await store.list(workspace, filter, statuses, { limit: 10, cursor: undefined })).items;
      expect(await list({})).toEqual([rungByRavi, missedByNobody, rungByAsha, missedByRavi]);
      expect(await list({ status: 'missed' })).toEqual([missedByNobody, missedByRavi]);
      expect(await list({ owner: 'a_ravi' })).toEqual([rungByRavi, missedByRavi]);
      expect(await list({ owner: null })).toEqual([missedByNobody]);
      expect(await list({ owner: 'a_ravi', status: 'missed' })).toEqual([missedByRavi]);
      expect(await list({ status: 'customer' })).toEqual([]);
    });

    it.each([{}, { owner: 'a_asha' }, { owner: 'a_asha', status: 'missed' }])('are listed page by page, each once (%j)', async (filter) => {
      const store = storeOf();
      const workspace = aWorkspace();
      const leads = await Promise.all(
        Array.from({ length: 14 }, (_, n) =>
          kept(store, aNewLead(workspace, { status: n % 2 === 0 ? 'missed' : 'assigned', createdAt: at(n % 3) })),
        ),
      );
      const wanted = leads.filter(({ status }) => !('status' in filter) || status === filter.status).map(({ id }) => id);
      const found: string[] = [];
      for (let cursor: string | undefined, more = true; more; ) {
        const { items, next } = await store.list(workspace, filter, statuses, { limit: 4, cursor });
        expect(items.length).toBeGreaterThan(0);
        found.push(...items.map(({ id }) => id));
        cursor = next ?? undefined;
        more = next !== null;
      }
      expect(found.toSorted()).toEqual(wanted.toSorted());
    });

    it('are listed where they match what is asked, each once over all pages', async () => {
      const store = storeOf();
      const workspace = aWorkspace();
      for (let n = 0; n < 9; n++) await kept(store, aNewLead(workspace, { tags: n % 2 === 0 ? ['vip'] : [], createdAt: at(n) }));
      const matches = ({ tags }: Lead) => tags.includes('vip');
      const found: Lead[] = [];
      for (let cursor: string | undefined, more = true; more; ) {
        const { items, next } = await store.list(workspace, { matches }, statuses, { limit: 2, cursor });
        found.push(...items);
        cursor = next ?? undefined;
        more = next !== null;
      }
      expect(found.map(({ createdAt }) => createdAt)).toEqual([at(8), at(6), at(4), at(2), at(0)]);
    });

    it('are not listed from a cursor that no page gave', async () => {
      const asked = storeOf().list(aWorkspace(), {}, statuses, { limit: 4, cursor: 'nonsense' });
      await expect(asked).rejects.toMatchObject({ code: 'bad-cursor' });
    });

    it('come all of a status, the oldest first', async () => {
      const store = storeOf();
      const workspace = aWorkspace();
      const young = await kept(store, aNewLead(workspace, { status: 'missed', createdAt: at(20) }));
      const old = await kept(store, aNewLead(workspace, { status: 'missed', createdAt: at(10), owner: null }));
      await kept(store, aNewLead(workspace, { status: 'not-picked' }));
      const found: Lead[] = [];
      for await (const page of store.ofStatus(workspace, 'missed')) found.push(...page);
      expect(found).toEqual([old, young]);
      expect(await store.latest(workspace, old.id)).toEqual(old);
      expect(await store.latest(workspace, 'l_none')).toBeUndefined();
    });

    it('are due once their deferred decision is, the longest due first; a follow-up falls due by itself', async () => {
      const store = storeOf();
      const workspace = aWorkspace();
      const soon = await kept(store, aNewLead(workspace, { deferredUntil: at(20) }));
      const sooner = await kept(store, aNewLead(workspace, { deferredUntil: at(10) }));
      await kept(store, aNewLead(workspace, { deferredUntil: at(60) }));
      await kept(store, aNewLead(workspace, { followUp: aFollowUp({ at: at(5) }) }));
      const done = await kept(store, aNewLead(workspace, { deferredUntil: at(5) }));
      await store.save({ before: done, after: changed(done, { deferredUntil: null }), at: at() });
      expect(await store.due(workspace, at(60), 10)).toEqual([sooner, soon]);
      expect(await store.due(workspace, at(60), 1)).toEqual([sooner]);
    });
  });
}

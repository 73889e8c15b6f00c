import { describe, expect, it } from 'vitest';
import type { Lead } from '../../../shared/domain/lead.ts';
import { newId } from '../../../shared/store/ids.ts';
import type { LeadStore } from '../../../shared/store/lead-store.ts';
import { at } from '../../builders.ts';
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

    it('are not listed from a cursor that no page gave', async () => {
      const asked = storeOf().list(aWorkspace(), {}, statuses, { limit: 4, cursor: 'nonsense' });
      await expect(asked).rejects.toMatchObject({ code: 'bad-cursor' });
    });

    it('are due once their follow-up or deferred decision is, the longest due first', async () => {
      const store = storeOf();
      const workspace = aWorkspace();
      const followUp = (seconds: number) => ({ id: newId('f'), at: at(seconds), note: null, callId: null });
      const soon = await kept(store, aNewLead(workspace, { followUp: followUp(20) }));
      const sooner = await kept(store, aNewLead(workspace, { deferredUntil: at(10), followUp: followUp(500) }));
      await kept(store, aNewLead(workspace, { followUp: followUp(60) }));
      const done = await kept(store, aNewLead(workspace, { followUp: followUp(5) }));
      await store.save({ before: done, after: changed(done, { followUp: null }), at: at() });
      expect(await store.due(workspace, at(60))).toEqual([sooner, soon]);
    });
  });
}

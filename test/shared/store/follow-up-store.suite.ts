import { describe, expect, it } from 'vitest';
import type { FollowUpRecord } from '../../../shared/domain/follow-up.ts';
import { ended, moved, scheduled, told } from '../../../shared/domain/follow-up-changes.ts';
import type { FollowUp, Lead } from '../../../shared/domain/lead.ts';
import type { FollowUpQuestion, FollowUpStore } from '../../../shared/store/follow-up-store.ts';
import { followUpIdOf, newId } from '../../../shared/store/ids.ts';
import type { LeadStore } from '../../../shared/store/lead-store.ts';
import { aFollowUp, at } from '../../builders.ts';
import { aNewLead, changed, kept } from './a-new-lead.ts';
import { aWorkspace } from './a-recorded-call.ts';

type Stores = { leads: LeadStore; followUps: FollowUpStore };
type Open = Lead & { followUp: FollowUp };

const byHand = { resolution: 'by-hand', callId: null } as const;

function withNext(lead: Lead, followUp: Partial<FollowUp> = {}): Open {
  const next = aFollowUp({ id: followUpIdOf(lead.id, [newId('x')]), ...followUp });
  return scheduled(lead, next) as Open; // it has one by now
}

/** Keeps a lead that has a follow-up. */
async function keptOpen(
  { leads }: Stores,
  workspace: string,
  { owner = 'a_asha', ...followUp }: Partial<FollowUp> & { owner?: string | null },
): Promise<Open> {
  const before = await kept(leads, aNewLead(workspace, { owner }));
  const after = withNext(before, followUp);
  expect(await leads.save({ before, after, at: at() })).toBe('saved');
  return after;
}

/** What every store of follow-ups does, beside its store of leads. */
export function describeFollowUpStore(kind: string, storesOf: () => Stores): void {
  describe(`follow-ups in ${kind}`, () => {
    const list = (stores: Stores, question: Partial<FollowUpQuestion> & { workspace: string }) =>
      stores.followUps.list({ owner: undefined, of: { kind: 'open', span: {} }, page: { limit: 10, cursor: undefined }, ...question });
    const ids = (records: readonly { id: string }[]) => records.map(({ id }) => id);

    it('are kept with their lead, and found by their id', async () => {
      const stores = storesOf();
      const lead = await keptOpen(stores, aWorkspace(), { note: 'after lunch', callId: 'c_1' });
      const record: FollowUpRecord = {
        ...lead.followUp,
        workspace: lead.workspace,
        leadId: lead.id,
        owner: 'a_asha',
        end: null,
        changedAt: at(),
        version: 2,
      };
      expect(await stores.followUps.get(lead.workspace, lead.followUp.id)).toEqual(record);
      expect(await stores.followUps.get(aWorkspace(), lead.followUp.id)).toBeUndefined();
      expect(await stores.followUps.get(lead.workspace, 'fu_l_other_1')).toBeUndefined();
      expect(await stores.followUps.get(lead.workspace, 'nonsense')).toBeUndefined();
    });

    it('are not written when their lead is not', async () => {
      const stores = storesOf();
      const lead = await kept(stores.leads, aNewLead(aWorkspace()));
      await stores.leads.save({ before: lead, after: changed(lead, { name: 'Another' }), at: at() });
      const late = withNext(lead);
      expect(await stores.leads.save({ before: lead, after: late, at: at() })).toBe('conflict');
      expect(await stores.followUps.get(lead.workspace, late.followUp.id)).toBeUndefined();
      expect((await list(stores, { workspace: lead.workspace })).items).toEqual([]);
    });

    it('are one, where many schedule one at once', async () => {
      const stores = storesOf();
      const lead = await kept(stores.leads, aNewLead(aWorkspace()));
      const all = Array.from({ length: 6 }, () => withNext(lead));
      const answers = await Promise.all(all.map((after) => stores.leads.save({ before: lead, after, at: at() })));
      expect(answers.toSorted()).toEqual([...Array.from({ length: 5 }, () => 'conflict'), 'saved']);
      const now = await stores.leads.get(lead.workspace, lead.id, { consistent: true });
      expect(ids((await list(stores, { workspace: lead.workspace })).items)).toEqual([now?.followUp?.id]);
      expect(now?.status).toBe('followups');
    });

    it('end in the same write in which another takes their place', async () => {
      const stores = storesOf();
      const lead = await keptOpen(stores, aWorkspace(), {});
      const next = withNext(lead, { callId: 'c_2' });
      await stores.leads.save({ before: lead, after: next, at: at(9) });
      const { workspace } = lead;
      expect(ids((await list(stores, { workspace })).items)).toEqual([next.followUp.id]);
      const [replaced] = (await list(stores, { workspace, of: { kind: 'done' } })).items;
      expect(replaced).toMatchObject({ id: lead.followUp.id, end: { resolution: 'replaced', callId: 'c_2', at: at(9) } });
    });

    it('go with their lead to its new owner, and stay with the old one once they are done', async () => {
      const stores = storesOf();
      const lead = await keptOpen(stores, aWorkspace(), {});
      const { workspace } = lead;
      const given = { ...lead, owner: 'a_ravi', version: lead.version + 1 };
      await stores.leads.save({ before: lead, after: given, at: at(5) });
      expect((await list(stores, { workspace, owner: 'a_asha' })).items).toEqual([]);
      expect(ids((await list(stores, { workspace, owner: 'a_ravi' })).items)).toEqual([lead.followUp.id]);
      const { after } = ended(given, byHand);
      await stores.leads.save({ before: given, after, at: at(9), followUpEnd: byHand });
      await stores.leads.save({ before: after, after: changed(after, { owner: null }), at: at(10) });
      expect((await list(stores, { workspace, owner: 'a_ravi' })).items).toEqual([]);
      expect(ids((await list(stores, { workspace, owner: 'a_ravi', of: { kind: 'done' } })).items)).toEqual([lead.followUp.id]);
    });

    it('are listed by owner and span of time, the longest due first', async () => {
      const stores = storesOf();
      const workspace = aWorkspace();
      const of = async (seconds: number, owner: string | null) =>
        (await keptOpen(stores, workspace, { at: at(seconds), owner })).followUp.id;
      const [late, early, middle, nobodys] = [await of(300, 'a_asha'), await of(-300, 'a_asha'), await of(0, 'a_ravi'), await of(10, null)];
      const open = async (owner: string | null | undefined, span = {}) =>
        ids((await list(stores, { workspace, owner, of: { kind: 'open', span } })).items);
      expect(await open(undefined)).toEqual([early, middle, nobodys, late]);
      expect(await open('a_asha')).toEqual([early, late]);
      expect(await open(null)).toEqual([nobodys]);
      expect(await open(undefined, { until: at(0) })).toEqual([early]);
      expect(await open(undefined, { from: at(0), until: at(300) })).toEqual([middle, nobodys]);
      expect(await open('a_asha', { from: at(0) })).toEqual([late]);
      expect(await open('a_tara')).toEqual([]);
    });

    it.each([
      ['open', { kind: 'open', span: { from: at(-10_000) } }],
      ['done', { kind: 'done' }],
    ] satisfies [string, FollowUpQuestion['of']][])('are listed page by page, each once: %s', async (_what, of) => {
      const stores = storesOf();
      const workspace = aWorkspace();
      const leads = await Promise.all(Array.from({ length: 9 }, (_, n) => keptOpen(stores, workspace, { at: at(n % 3) })));
      if (of.kind === 'done') {
        for (const [n, before] of leads.entries()) await stores.leads.save({ before, ...ended(before, byHand), at: at(100 + (n % 4)) });
      }
      const found: FollowUpRecord[] = [];
      for (let cursor: string | undefined, more = true; more; ) {
        const { items, next } = await list(stores, { workspace, of, page: { limit: 4, cursor } });
        found.push(...items);
        cursor = next ?? undefined;
        more = next !== null;
      }
      expect(ids(found).toSorted()).toEqual(leads.map(({ followUp }) => followUp.id).toSorted());
      const times = found.map((one) => one.end?.at ?? one.at);
      expect(times).toEqual(of.kind === 'done' ? times.toSorted().reverse() : times.toSorted());
    });

    it('are not listed from a cursor that no page gave; one from behind the end finds nothing', async () => {
      const stores = storesOf();
      const workspace = aWorkspace();
      await expect(list(stores, { workspace, page: { limit: 4, cursor: 'nonsense' } })).rejects.toMatchObject({ code: 'bad-cursor' });
      for (const seconds of [100, 200]) await keptOpen(stores, workspace, { at: at(seconds) });
      const { next } = await list(stores, { workspace, page: { limit: 1, cursor: undefined } });
      const behind = await list(stores, {
        workspace,
        of: { kind: 'open', span: { until: at(50) } },
        page: { limit: 4, cursor: next ?? '' },
      });
      expect(behind).toEqual({ items: [], next: null });
    });

    it('are due from their time on until they are told, and again when they are moved', async () => {
      const stores = storesOf();
      const workspace = aWorkspace();
      const [later, first] = [await keptOpen(stores, workspace, { at: at(60) }), await keptOpen(stores, workspace, { at: at(30) })];
      const due = async (seconds: number) => ids(await stores.followUps.due(workspace, at(seconds)));
      expect(await due(29)).toEqual([]);
      expect(await due(60)).toEqual([first.followUp.id, later.followUp.id]);
      const reminded = told(first, first.followUp, at(60));
      await stores.leads.save({ before: first, after: reminded, at: at(60) });
      expect(await due(60)).toEqual([later.followUp.id]);
      const again = moved(reminded, { ...first.followUp, toldAt: at(60) }, { at: at(90), note: null });
      await stores.leads.save({ before: reminded, after: again, at: at(61) });
      await stores.leads.save({ before: later, ...ended(later, byHand), at: at(62) });
      expect(await due(90)).toEqual([first.followUp.id]);
    });
  });
}

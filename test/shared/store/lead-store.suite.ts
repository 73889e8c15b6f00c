import { describe, expect, it } from 'vitest';
import type { Lead } from '../../../shared/domain/lead.ts';
import type { RecordedDecision } from '../../../shared/domain/reassignment.ts';
import { leadIdOf, newId } from '../../../shared/store/ids.ts';
import { type LeadChange, type LeadStore, mostAddedAtOnce } from '../../../shared/store/lead-store.ts';
import { aFollowUp, at } from '../../builders.ts';
import { aNewLead, changed, kept } from './a-new-lead.ts';
import { aWorkspace } from './a-recorded-call.ts';

function aDecision(lead: Lead, to: string, id = newId('x')): RecordedDecision {
  return {
    id,
    leadId: lead.id,
    callId: 'c_1',
    from: lead.owner,
    at: at(5),
    kind: 'reassigned',
    to,
    reason: 'not-picked-up',
    detail: 'was rung',
  };
}

/** Gives the lead to another agent by a decision. */
function handOver(store: LeadStore, lead: Lead, { to, cap, id }: { to: string; cap?: number | null; id?: string }) {
  const decision = aDecision(lead, to, id);
  const after = changed(lead, { owner: to, owners: [to, ...lead.owners] });
  return store.save({ before: lead, after, decision, at: at(5), ...(cap !== undefined && { cap }) });
}

async function loadOf(store: LeadStore, workspace: string, agentId: string): Promise<number | undefined> {
  return (await store.loads(workspace)).find((load) => load.agentId === agentId)?.load;
}

/** What every store of leads does. */
export function describeLeadStore(kind: string, storeOf: () => LeadStore): void {
  describe(`leads in ${kind}`, () => {
    it('come back as they were saved, by id and by number', async () => {
      const store = storeOf();
      const lead = await kept(store, aNewLead(aWorkspace(), { followUp: aFollowUp({ callId: 'c_1' }), tags: ['vip'] }));
      expect(await store.get(lead.workspace, lead.id)).toEqual(lead);
      expect(await store.get(lead.workspace, lead.id, { consistent: true })).toEqual(lead);
      expect(await store.byPhone(lead.workspace, lead.phone)).toEqual(lead);
      expect(await store.get(aWorkspace(), lead.id)).toBeUndefined();
      expect(await store.byPhone(lead.workspace, '+919999999999')).toBeUndefined();
    });

    it('are written by the first of two that read the same version', async () => {
      const store = storeOf();
      const lead = await kept(store, aNewLead(aWorkspace()));
      expect(await store.save({ before: undefined, after: lead, at: at() })).toBe('conflict');
      const save = (name: string) => store.save({ before: lead, after: changed(lead, { name }), at: at() });
      expect((await Promise.all([save('Asha'), save('Ravi')])).sort()).toEqual(['conflict', 'saved']);
      expect((await store.get(lead.workspace, lead.id))?.version).toBe(2);
    });

    it('that were never kept are new, whatever was thought of them', async () => {
      const store = storeOf();
      const lead = aNewLead(aWorkspace(), { version: 0, owner: null });
      expect(await store.save({ before: lead, after: changed(lead, { status: 'missed' }), at: at() })).toBe('saved');
    });

    it('keep a decision once: the second time it is handled, and nothing is written', async () => {
      const store = storeOf();
      const lead = await kept(store, aNewLead(aWorkspace()));
      expect(await handOver(store, lead, { to: 'a_ravi', id: 'x_1' })).toBe('saved');
      expect(await handOver(store, lead, { to: 'a_tara', id: 'x_1' })).toBe('handled');
      const now = await store.get(lead.workspace, lead.id);
      expect(now?.owner).toBe('a_ravi');
      expect(now && (await handOver(store, now, { to: 'a_tara', id: 'x_1' }))).toBe('handled');
      expect(await store.decision(lead.workspace, lead.id, 'x_1')).toEqual(aDecision(lead, 'a_ravi', 'x_1'));
      expect(await store.decision(lead.workspace, lead.id, 'x_2')).toBeUndefined();
      expect(await loadOf(store, lead.workspace, 'a_tara')).toBeUndefined();
    });

    it('give back every kind of decision, newest first', async () => {
      const store = storeOf();
      const lead = await kept(store, aNewLead(aWorkspace()));
      const about = { leadId: lead.id, callId: null, from: null, detail: '3 of 3' };
      const decisions: RecordedDecision[] = [
        { ...about, id: 'x_1', at: at(1), kind: 'kept', reason: 'spoken-to' },
        { ...about, id: 'x_4', at: at(2), kind: 'deferred', until: at(600), reason: 'cooling-down' },
        { ...about, id: 'x_3', at: at(3), kind: 'assigned', to: 'a_ravi', reason: 'without-owner' },
        { ...about, id: 'x_2', at: at(4), kind: 'pooled', reason: 'recycled-too-often' },
      ];
      let before = lead;
      for (const decision of decisions) {
        const after = changed(before, {});
        expect(await store.save({ before, after, decision, at: decision.at })).toBe('saved');
        before = after;
      }
      expect(await store.decisions(lead.workspace, lead.id)).toEqual(decisions.toReversed());
      expect(await store.decisions(lead.workspace, 'l_other')).toEqual([]);
    });

    it('count as load of their owner, who changes with them', async () => {
      const store = storeOf();
      const lead = await kept(store, aNewLead(aWorkspace(), { owner: 'a_asha' }));
      expect(await store.loads(lead.workspace)).toEqual([{ agentId: 'a_asha', load: 1, lastGivenAt: at() }]);
      await handOver(store, lead, { to: 'a_ravi' });
      const loads = (await store.loads(lead.workspace)).sort((a, b) => (a.agentId < b.agentId ? -1 : 1));
      expect(loads).toEqual([
        { agentId: 'a_asha', load: 0, lastGivenAt: at() },
        { agentId: 'a_ravi', load: 1, lastGivenAt: at(5) },
      ]);
    });

    it.each(['not-interested', 'wrong-number', 'customer'])('are no load while they are %s', async (status) => {
      const store = storeOf();
      const lead = await kept(store, aNewLead(aWorkspace(), { owner: 'a_asha' }));
      const closed = changed(lead, { status });
      await store.save({ before: lead, after: closed, at: at(9) });
      expect(await store.loads(lead.workspace)).toEqual([{ agentId: 'a_asha', load: 0, lastGivenAt: at() }]);
      await store.save({ before: closed, after: changed(closed, { status: 'interested' }), at: at(10) });
      expect(await store.loads(lead.workspace)).toEqual([{ agentId: 'a_asha', load: 1, lastGivenAt: at() }]);
    });

    it('are not given to an agent at the cap', async () => {
      const store = storeOf();
      const workspace = aWorkspace();
      const [first, second] = [await kept(store, aNewLead(workspace)), await kept(store, aNewLead(workspace))];
      expect(await handOver(store, first, { to: 'a_ravi', cap: 1 })).toBe('saved');
      expect(await handOver(store, second, { to: 'a_ravi', cap: 1 })).toBe('at-cap');
      expect(await store.get(workspace, second.id)).toEqual(second);
      expect(await store.decisions(workspace, second.id)).toEqual([]);
      expect(await loadOf(store, workspace, 'a_ravi')).toBe(1);
      expect(await handOver(store, second, { to: 'a_tara', cap: 0 })).toBe('at-cap');
      expect(await handOver(store, second, { to: 'a_ravi', cap: null })).toBe('saved');
      expect(await loadOf(store, workspace, 'a_ravi')).toBe(2);
    });

    it('fill an agent exactly to the cap when many are given at once', async () => {
      const store = storeOf();
      const workspace = aWorkspace();
      const leads = await Promise.all(Array.from({ length: 8 }, () => kept(store, aNewLead(workspace, { owner: null }))));
      const give = async (lead: Lead): Promise<string> => {
        for (;;) {
          const answer = await handOver(store, lead, { to: 'a_ravi', cap: 5 });
          if (answer !== 'conflict') return answer;
        }
      };
      const answers = await Promise.all(leads.map(give));
      expect(answers.filter((answer) => answer === 'saved')).toHaveLength(5);
      expect(answers.filter((answer) => answer === 'at-cap')).toHaveLength(3);
      expect(await loadOf(store, workspace, 'a_ravi')).toBe(5);
    });

    it('are given to an agent who has no more leads than was thought', async () => {
      const store = storeOf();
      const workspace = aWorkspace();
      const [first, second] = [await kept(store, aNewLead(workspace)), await kept(store, aNewLead(workspace))];
      const give = (lead: Lead, load: number) => {
        const after = changed(lead, { owner: 'a_ravi', owners: ['a_ravi', ...lead.owners] });
        return store.save({ before: lead, after, decision: aDecision(lead, 'a_ravi'), load, cap: null, at: at(5) });
      };
      expect(await give(first, 0)).toBe('saved');
      expect(await give(second, 0)).toBe('conflict');
      expect(await store.get(workspace, second.id)).toEqual(second);
      expect(await give(second, 1)).toBe('saved');
      expect(await loadOf(store, workspace, 'a_ravi')).toBe(2);
    });

    it('are found by the number that they changed to, and not by the old one', async () => {
      const store = storeOf();
      const lead = await kept(store, aNewLead(aWorkspace()));
      const moved = changed(lead, { phone: '+919000000001' });
      expect(await store.save({ before: lead, after: moved, at: at() })).toBe('saved');
      expect(await store.byPhone(lead.workspace, moved.phone)).toEqual(moved);
      expect(await store.byPhone(lead.workspace, lead.phone)).toBeUndefined();
      expect(await store.get(lead.workspace, leadIdOf(lead.workspace, moved.phone))).toBeUndefined();

      const back = changed(moved, { phone: lead.phone });
      expect(await store.save({ before: moved, after: back, at: at() })).toBe('saved');
      expect(await store.byPhone(lead.workspace, lead.phone)).toEqual(back);
      expect(await store.byPhone(lead.workspace, moved.phone)).toBeUndefined();
    });

    it('never share a number', async () => {
      const store = storeOf();
      const workspace = aWorkspace();
      const [asha, ravi] = [await kept(store, aNewLead(workspace)), await kept(store, aNewLead(workspace))];
      const taking = (lead: Lead, phone: string) => store.save({ before: lead, after: changed(lead, { phone }), at: at() });
      expect(await taking(asha, ravi.phone)).toBe('conflict');
      const twins = [taking(asha, '+919000000002'), taking(ravi, '+919000000002')];
      expect((await Promise.all(twins)).sort()).toEqual(['conflict', 'saved']);
      const holder = await store.byPhone(workspace, '+919000000002');
      expect(await store.save({ before: undefined, after: aNewLead(workspace, { phone: '+919000000002' }), at: at() })).toBe('conflict');
      expect(await store.byPhone(workspace, '+919000000002')).toEqual(holder);
    });

    it('are found many at once, and those that are not there are left out', async () => {
      const store = storeOf();
      const workspace = aWorkspace();
      const leads = await Promise.all(Array.from({ length: 3 }, () => kept(store, aNewLead(workspace))));
      const ids = leads.map(({ id }) => id);
      const found = await store.getMany(workspace, [...ids, ids[0] ?? '', 'l_none']);
      expect(found.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
      expect(await store.getMany(aWorkspace(), ids)).toEqual([]);
    });

    it('have the id made of their number, and another where a lead that has moved keeps that one', async () => {
      const store = storeOf();
      const workspace = aWorkspace();
      const first = await kept(store, aNewLead(workspace));
      expect(await store.forPhone(workspace, first.phone)).toEqual({ id: first.id, lead: first });
      const away = changed(first, { phone: '+919000000013' });
      await store.save({ before: first, after: away, at: at() });
      const { id, lead } = await store.forPhone(workspace, first.phone);
      expect([id, lead]).toEqual([leadIdOf(workspace, first.phone, 1), undefined]);
      const second = await kept(store, aNewLead(workspace, { id, phone: first.phone }));
      expect(await store.forPhone(workspace, first.phone)).toEqual({ id, lead: second });
      await store.save({ before: second, after: changed(second, { phone: '+919000000014' }), at: at() });
      expect((await store.forPhone(workspace, first.phone)).id).toBe(leadIdOf(workspace, first.phone, 2));
      expect(await store.forPhone(workspace, '+919000000015')).toEqual({ id: leadIdOf(workspace, '+919000000015'), lead: undefined });
    });

    it('are added many at once, with what they are to the load of their owner, or not at all', async () => {
      const store = storeOf();
      const workspace = aWorkspace();
      const there = await kept(store, aNewLead(workspace, { owner: null }));
      const leads = Array.from({ length: mostAddedAtOnce }, (_, n) =>
        aNewLead(workspace, { owner: 'a_ravi', status: n < 9 ? 'customer' : 'assigned' }),
      );
      expect(await store.add([...leads.slice(1), { ...there, owner: 'a_ravi' }], at(3))).toEqual({ taken: [there.id] });
      expect(await store.loads(workspace)).toEqual([]);
      expect(await store.add(leads, at(3))).toBe('saved');
      expect(await store.loads(workspace)).toEqual([{ agentId: 'a_ravi', load: mostAddedAtOnce - 9, lastGivenAt: at(3) }]);
      expect(await store.byPhone(workspace, leads[7]?.phone ?? '')).toEqual(leads[7]);
      expect(await store.add([aNewLead(workspace, { owner: null })], at(3))).toBe('saved');
    });

    it('remember the request that made them, once', async () => {
      const store = storeOf();
      const workspace = aWorkspace();
      const [lead, other] = [aNewLead(workspace), aNewLead(workspace)];
      const request = { key: newId('key'), body: 'the body' };
      expect(await store.request(workspace, request.key)).toBeUndefined();
      expect(await store.save({ before: undefined, after: lead, at: at(), request })).toBe('saved');
      expect(await store.request(workspace, request.key)).toEqual({ leadId: lead.id, body: 'the body' });
      expect(await store.save({ before: undefined, after: other, at: at(), request })).toBe('conflict');
      expect(await store.get(workspace, other.id)).toBeUndefined();
      expect(await store.request(aWorkspace(), request.key)).toBeUndefined();
    });

    it('remember every change of status and owner with its cause, newest first', async () => {
      const store = storeOf();
      const first = await kept(store, aNewLead(aWorkspace(), { status: 'assigned', owner: 'a_asha' }));
      const by = { kind: 'person', token: 't_1' } as const;
      const write = async (before: Lead, fields: Partial<Lead>, more: Partial<LeadChange> = {}) => {
        const after = changed(before, fields);
        expect(await store.save({ before, after, at: at(after.version), ...more })).toBe('saved');
        return after;
      };
      const named = await write(first, { name: 'Anu' }, { by });
      const given = await write(named, { owner: 'a_ravi', status: 'interested' }, { by });
      const rung = await write(
        given,
        { status: 'not-picked', owner: 'a_tara' },
        { decision: { ...aDecision(given, 'a_tara'), at: at(9) } },
      );
      const handed = await write(
        rung,
        { status: 'assigned' },
        { decision: { ...aDecision(rung, 'a_tara', 'x_9'), callId: null, at: at(10) } },
      );
      await write(handed, { status: 'customer' });
      expect(await store.changes(first.workspace, first.id)).toEqual([
        { at: at(6), version: 6, status: { from: 'assigned', to: 'customer' }, owner: null, by: null },
        { at: at(10), version: 5, status: { from: 'not-picked', to: 'assigned' }, owner: null, by: { kind: 'decision', decision: 'x_9' } },
        {
          ...{ at: at(9), version: 4, status: { from: 'interested', to: 'not-picked' }, owner: null },
          by: { kind: 'call', call: 'c_1', token: null },
        },
        { at: at(3), version: 3, status: { from: 'assigned', to: 'interested' }, owner: { from: 'a_asha', to: 'a_ravi' }, by },
      ]);
      expect(await store.decisions(first.workspace, first.id)).toHaveLength(2);
    });

    it('may take a number that its first lead has left, and keep it when that one wants it back', async () => {
      const store = storeOf();
      const workspace = aWorkspace();
      const first = await kept(store, aNewLead(workspace));
      const away = changed(first, { phone: '+919000000003' });
      await store.save({ before: first, after: away, at: at() });

      const second = await kept(store, aNewLead(workspace, { id: newId('l'), phone: first.phone }));
      expect(await store.byPhone(workspace, first.phone)).toEqual(second);
      expect(await store.save({ before: undefined, after: aNewLead(workspace, { id: newId('l'), phone: first.phone }), at: at() })).toBe(
        'conflict',
      );
      expect(await store.save({ before: away, after: changed(away, { phone: first.phone }), at: at() })).toBe('conflict');

      const secondAway = changed(second, { phone: '+919000000004' });
      expect(await store.save({ before: second, after: secondAway, at: at() })).toBe('saved');
      const back = changed(away, { phone: first.phone });
      expect(await store.save({ before: away, after: back, at: at() })).toBe('saved');
      expect(await store.byPhone(workspace, first.phone)).toEqual(back);
      expect(await store.byPhone(workspace, secondAway.phone)).toEqual(secondAway);
    });
  });
}

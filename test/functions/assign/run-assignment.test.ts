import { beforeEach, describe, expect, it } from 'vitest';
import { runAssignment } from '../../../functions/assign/run-assignment.ts';
import type { LeadChange } from '../../../shared/store/lead-store.ts';
import { aFollowUp, anAgent, aPolicy, at } from '../../builders.ts';
import { aRungLead, assignmentStores, aWorkspaceWith, waitingLeads } from './a-workspace-with-leads.ts';

let world: ReturnType<typeof assignmentStores>;

beforeEach(() => {
  world = assignmentStores();
});

async function run(id = 'r_1', until = at(80)) {
  const directory = await world.workspaces.directory('w_1');
  if (!directory) throw new Error('there is no workspace');
  return runAssignment({ directory, id, until }, world);
}

const owners = () => Map.groupBy(world.leads.all(), ({ owner }) => owner);
const capped = (leadCap: number) => ['a_1', 'a_2'].map((one) => anAgent(one, { leadCap }));

describe('a run', () => {
  it('hands out leads without an owner, evenly, and says so', async () => {
    const workspace = await aWorkspaceWith(world);
    await waitingLeads(world, workspace, 7);
    const { result, left } = await run();
    expect({ left, line: result.line }).toEqual({ left: 0, line: '7 leads assigned across 3 agents, 0 unassigned' });
    expect([...owners().values()].map((some) => some.length).toSorted()).toEqual([2, 2, 3]);
    expect(world.leads.all().every(({ status }) => status === 'assigned')).toBe(true);
  });

  it('says how many found no agent and why; they keep waiting, the longest waiting are served first', async () => {
    const workspace = await aWorkspaceWith(world, { agents: capped(1) });
    const [first, second, third] = await waitingLeads(world, workspace, 3);
    const { result } = await run();
    expect(result.line).toBe('2 leads assigned across 2 agents, 1 unassigned (agents at cap)');
    expect(result.decisions.map(({ leadId, kind }) => [leadId, kind])).toEqual([
      [first?.id, 'assigned'],
      [second?.id, 'assigned'],
      [third?.id, 'deferred'],
    ]);
    expect(await world.leads.get(workspace, third?.id ?? '')).toMatchObject({ owner: null, deferredUntil: at(60 + 900) });
    expect(await world.leads.decisions(workspace, third?.id ?? '')).toMatchObject([
      { kind: 'deferred', reason: 'all-at-cap', callId: null },
    ]);
  });

  it('gives on leads that did not pick up, and stores who got them and why', async () => {
    const workspace = await aWorkspaceWith(world);
    const { id } = await aRungLead(world, workspace);
    expect((await run()).result).toMatchObject({ assigned: 1, agents: 1, unassigned: 0 });
    expect(await world.leads.get(workspace, id)).toMatchObject({ owner: 'a_ravi', recycles: 1, status: 'not-picked' });
    expect(await world.leads.decisions(workspace, id)).toMatchObject([
      { id: 'r_1', kind: 'reassigned', from: 'a_asha', to: 'a_ravi', reason: 'not-picked-up', callId: null },
    ]);
  });

  it.each<[string, Parameters<typeof aRungLead>[2], Parameters<typeof aRungLead>[3], string]>([
    ['was spoken to', { lastConnectedAt: at() }, { signal: 'called', talkSeconds: 30 }, 'spoken-to'],
    ['has an open follow-up', { followUp: aFollowUp() }, {}, 'open-follow-up'],
    ['was given on since', { owners: ['a_asha', 'a_tara'], assignedAt: at(40) }, {}, 'too-few-attempts'],
  ])('leaves a lead that %s, and stores nothing about it', async (_what, fields, said, reason) => {
    const workspace = await aWorkspaceWith(world);
    const lead = await aRungLead(world, workspace, fields, said);
    expect((await run()).result.decisions).toMatchObject([{ kind: 'kept', reason }]);
    expect(await world.leads.get(workspace, lead.id)).toEqual(lead);
    expect(world.leads.allDecisions()).toEqual([]);
  });

  it('leaves to a person what was given on too often', async () => {
    const workspace = await aWorkspaceWith(world);
    const { id } = await aRungLead(world, workspace, { recycles: 3 });
    expect((await run()).result.line).toBe('0 leads assigned across 0 agents, 0 unassigned; 1 left to a person');
    expect(await world.leads.get(workspace, id)).toMatchObject({ owner: null, recycles: 3 });
  });

  it('does nothing while auto-assignment is off, and says so', async () => {
    const workspace = await aWorkspaceWith(world, { policy: { enabled: false } });
    await waitingLeads(world, workspace, 2);
    expect((await run()).result).toEqual({
      assigned: 0,
      agents: 0,
      unassigned: 0,
      line: '0 leads assigned across 0 agents, 0 unassigned; auto-assignment is off',
      decisions: [],
    });
  });

  it('after a run moves nothing more', async () => {
    const workspace = await aWorkspaceWith(world, { policy: { statuses: ['unassigned', 'assigned', 'not-picked'] } });
    await waitingLeads(world, workspace, 3);
    await aRungLead(world, workspace);
    await run('r_1');
    const before = world.leads.all();
    expect((await run('r_2')).result).toMatchObject({ assigned: 0, unassigned: 0 });
    expect(world.leads.all()).toEqual(before);
  });

  it('moves a lead once, though two runs are made at once', async () => {
    const workspace = await aWorkspaceWith(world, { agents: capped(5) });
    await waitingLeads(world, workspace, 20);
    const [one, other] = await Promise.all([run('r_1'), run('r_2')]);
    expect(one.result.assigned + other.result.assigned).toBe(10);
    expect([owners().get('a_1')?.length, owners().get('a_2')?.length]).toEqual([5, 5]);
    expect(world.leads.allDecisions().filter(({ kind }) => kind === 'assigned')).toHaveLength(10);
  });

  it('decides anew where a lead was written meanwhile', async () => {
    const workspace = await aWorkspaceWith(world);
    const [lead] = await waitingLeads(world, workspace, 1);
    const save = world.leads.save;
    let disturbed = false;
    world.leads.save = async (change: LeadChange) => {
      if (!disturbed && lead) {
        disturbed = true;
        await save({ before: lead, after: { ...lead, status: 'interested', version: 2 }, at: at() });
      }
      return save(change);
    };
    expect((await run()).result.decisions).toMatchObject([{ kind: 'kept', reason: 'status-not-recycled' }]);
    expect(world.leads.all()).toMatchObject([{ status: 'interested', owner: null }]);
  });

  it('sets a lead aside that others write again and again, and says so: the run is not finished', async () => {
    const workspace = await aWorkspaceWith(world);
    await waitingLeads(world, workspace, 1);
    world.leads.save = async () => 'conflict';
    const { result, left } = await run();
    expect(left).toBe(1);
    expect(result.line).toBe('0 leads assigned across 0 agents, 1 unassigned (written by others meanwhile); the rest goes on by itself');
    expect(result.decisions).toMatchObject([{ kind: 'deferred', reason: 'changed-meanwhile' }]);
  });

  it('stops when its time is over, and says how many it did not reach', async () => {
    const workspace = await aWorkspaceWith(world);
    await waitingLeads(world, workspace, 4);
    const { result, left } = await run('r_1', at(60));
    expect({ left, line: result.line }).toEqual({
      left: 4,
      line: '0 leads assigned across 0 agents, 4 unassigned (not reached yet); the rest goes on by itself',
    });
  });

  it('decides by the policy that is saved', async () => {
    const workspace = await aWorkspaceWith(world, { policy: { scope: { agents: ['a_tara'] } } });
    await waitingLeads(world, workspace, 2);
    await run();
    expect([...owners().keys()]).toEqual(['a_tara']);
    await world.workspaces.savePolicy(workspace, aPolicy({ scope: { agents: ['a_ravi'] }, statuses: ['unassigned'] }));
    await waitingLeads(world, workspace, 1);
    await run();
    expect(new Set(owners().keys())).toEqual(new Set(['a_tara', 'a_ravi']));
  });
});

import { beforeEach, describe, expect, it } from 'vitest';
import { assignOnTime } from '../../../functions/assign-on-time/assign-on-time.ts';
import { anAgent, aPolicy, at } from '../../builders.ts';
import { aRungLead, assignmentStores, aWorkspaceWith, waitingLeads } from '../assign/a-workspace-with-leads.ts';

let world: ReturnType<typeof assignmentStores>;

beforeEach(() => {
  world = assignmentStores();
});

// The shared moment is 15:30 in India.
const atFour = { policy: { runAt: '16:00' } };
const minutes = (count: number) => at(count * 60);
const assigned = () => world.leads.all().filter(({ owner }) => owner !== null).length;

async function round(now: string) {
  world.clock.now = now;
  return assignOnTime(world);
}

describe('the daily run', () => {
  it('is made at its time in the zone of the workspace, and once', async () => {
    const workspace = await aWorkspaceWith(world, atFour);
    await waitingLeads(world, workspace, 3);
    expect(await round(minutes(0))).toEqual([]);
    expect(await round(minutes(29))).toEqual([]);
    expect(await round(minutes(31))).toEqual([{ workspace, retaken: 0, assigned: 3, unassigned: 0, left: 0 }]);
    await waitingLeads(world, workspace, 1);
    expect(await round(minutes(32))).toEqual([]);
    expect(await round(minutes(24 * 60 + 30))).toMatchObject([{ assigned: 1 }]);
  });

  it('is made once though the schedule runs it twice at the same moment', async () => {
    const workspace = await aWorkspaceWith(world, atFour);
    await waitingLeads(world, workspace, 6);
    await round(minutes(0));
    world.clock.now = minutes(30);
    const rounds = await Promise.all([assignOnTime(world), assignOnTime(world), assignOnTime(world)]);
    expect(rounds.flat()).toMatchObject([{ assigned: 6 }]);
  });

  it('is made late rather than not at all', async () => {
    const workspace = await aWorkspaceWith(world, atFour);
    await waitingLeads(world, workspace, 2);
    await round(minutes(0));
    expect(await round(minutes(5 * 60))).toMatchObject([{ assigned: 2 }]);
  });

  it('is not made for hours that were over when nobody had looked yet', async () => {
    const workspace = await aWorkspaceWith(world, { policy: { runAt: '09:00' } });
    await waitingLeads(world, workspace, 2);
    expect(await round(minutes(0))).toEqual([]);
    expect(await round(minutes(1))).toEqual([]);
  });

  it('is made in every workspace, and a failure in one keeps no other from it', async () => {
    for (const id of ['w_1', 'w_2', 'w_3']) {
      await aWorkspaceWith(world, { id, ...atFour });
      await waitingLeads(world, id, 1);
    }
    await round(minutes(0));
    const { directory } = world.workspaces;
    world.workspaces.directory = (id) => (id === 'w_2' ? Promise.reject(new Error('out of order')) : directory(id));
    await expect(round(minutes(30))).rejects.toThrow(/in 1 workspaces: .*"w_2".*out of order/);
    expect(assigned()).toBe(2);
    world.workspaces.directory = directory;
    expect(await round(minutes(31))).toMatchObject([{ workspace: 'w_2', assigned: 1 }]);
  });

  it('is not made while auto-assignment is off', async () => {
    const workspace = await aWorkspaceWith(world, atFour);
    await waitingLeads(world, workspace, 1);
    await round(minutes(0));
    await world.workspaces.savePolicy(workspace, aPolicy({ enabled: false, runAt: '16:00', statuses: ['unassigned'] }));
    expect(await round(minutes(30))).toEqual([]);
  });

  it('that was left unfinished is gone on with', async () => {
    const workspace = await aWorkspaceWith(world);
    await waitingLeads(world, workspace, 2);
    await world.runs.take(workspace, { id: 'r_1', at: minutes(0), until: minutes(1) });
    expect(await round(minutes(0))).toEqual([]);
    expect(await round(minutes(2))).toMatchObject([{ assigned: 2, left: 0 }]);
    expect((await world.runs.state(workspace)).open).toBeNull();
  });
});

describe('a lead that had to wait', () => {
  const oneFree = [anAgent('a_asha'), anAgent('a_ravi', { leadCap: 1 })];

  it('is taken up when its time has come, and not before', async () => {
    const workspace = await aWorkspaceWith(world);
    const lead = await aRungLead(world, workspace, { deferredUntil: minutes(10) });
    expect(await round(minutes(9))).toEqual([]);
    expect(await round(minutes(11))).toEqual([{ workspace, retaken: 1, assigned: 0, unassigned: 0, left: 0 }]);
    expect(await world.leads.get(workspace, lead.id)).toMatchObject({ owner: 'a_ravi', deferredUntil: null });
    expect(await world.leads.decisions(workspace, lead.id)).toMatchObject([{ id: `due-${minutes(10)}`, kind: 'reassigned', callId: null }]);
  });

  it('is taken up once, though two rounds are made at once', async () => {
    const workspace = await aWorkspaceWith(world);
    const lead = await aRungLead(world, workspace, { deferredUntil: minutes(10) });
    world.clock.now = minutes(11);
    await Promise.all([assignOnTime(world), assignOnTime(world)]);
    expect(await world.leads.get(workspace, lead.id)).toMatchObject({ recycles: 1 });
    expect(await world.leads.decisions(workspace, lead.id)).toHaveLength(1);
  });

  it('waits on while nobody is free, without a write; and is taken up as soon as somebody is', async () => {
    const workspace = await aWorkspaceWith(world, {
      agents: [anAgent('a_asha', { working: false }), anAgent('a_ravi', { working: false })],
    });
    const lead = await aRungLead(world, workspace, { deferredUntil: minutes(10) });
    expect(await round(minutes(11))).toEqual([]);
    expect(await world.leads.get(workspace, lead.id)).toEqual(lead);
    await world.workspaces.saveEntity(workspace, 'agent', { ...anAgent('a_ravi') });
    expect(await round(minutes(12))).toMatchObject([{ retaken: 1 }]);
  });

  it('is told its next time where only others can be given leads, without another decision', async () => {
    const workspace = await aWorkspaceWith(world, { agents: oneFree });
    await aRungLead(world, workspace, { owner: 'a_ravi', owners: ['a_ravi'], status: 'assigned' });
    const lead = await aRungLead(world, workspace, { deferredUntil: minutes(10) });
    await round(minutes(11));
    expect(await world.leads.get(workspace, lead.id)).toMatchObject({ owner: 'a_asha', deferredUntil: minutes(26) });
    expect(world.leads.allDecisions()).toEqual([]);
    await world.workspaces.saveEntity(workspace, 'agent', { ...anAgent('a_ravi', { leadCap: 2 }) });
    expect(await round(minutes(27))).toMatchObject([{ retaken: 1 }]);
  });

  it('that somebody spoke to meanwhile waits no more', async () => {
    const workspace = await aWorkspaceWith(world);
    const lead = await aRungLead(world, workspace, { deferredUntil: minutes(10), lastConnectedAt: minutes(5) });
    await round(minutes(11));
    expect(await world.leads.get(workspace, lead.id)).toMatchObject({ owner: 'a_asha', deferredUntil: null });
    expect(await world.leads.decisions(workspace, lead.id)).toMatchObject([{ kind: 'kept', reason: 'spoken-to' }]);
  });

  it('waits while auto-assignment is off', async () => {
    const workspace = await aWorkspaceWith(world, { policy: { enabled: false } });
    const lead = await aRungLead(world, workspace, { deferredUntil: minutes(10) });
    expect(await round(minutes(11))).toEqual([]);
    expect(await world.leads.get(workspace, lead.id)).toEqual(lead);
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runAssignment } from '../../../functions/assign/run-assignment.ts';
import { callEventOf } from '../../../functions/publish/call-events.ts';
import { reassignLead } from '../../../functions/reassign/reassign-lead.ts';
import type { CallEventDetail } from '../../../shared/contracts/events.ts';
import { plusSeconds } from '../../../shared/domain/instant.ts';
import type { Agent, Directory } from '../../../shared/domain/workspace.ts';
import { dynamoCallStore } from '../../../shared/store/dynamo-call-store.ts';
import { dynamoLeadStore } from '../../../shared/store/dynamo-lead-store.ts';
import { dynamoWorkspaceStore } from '../../../shared/store/dynamo-workspace-store.ts';
import { anAgent, at } from '../../builders.ts';
import { type DynamoForTests, startDynamoForTests } from '../../shared/store/dynamo-for-tests.ts';
import { aRungLead, aWorkspaceWith, type Stores, waitingLeads } from './a-workspace-with-leads.ts';

let dynamo: DynamoForTests;
beforeAll(async () => {
  dynamo = await startDynamoForTests();
});
afterAll(() => dynamo.stop());

function stores() {
  return {
    leads: dynamoLeadStore(dynamo.of('leads')),
    calls: dynamoCallStore(dynamo.of('calls')),
    workspaces: dynamoWorkspaceStore(dynamo.of('workspace')),
    now: () => at(60),
  };
}

async function directoryOf({ workspaces }: Pick<Stores, 'workspaces'>, workspace: string): Promise<Directory> {
  const directory = await workspaces.directory(workspace);
  if (!directory) throw new Error(`there is no workspace ${workspace}`);
  return directory;
}

type Instance = Parameters<typeof reassignLead>[1];

/** Delivers all messages as a queue does: in ten batches at once, in turns to the instances. */
async function deliver(messages: readonly CallEventDetail[], instances: readonly Instance[]): Promise<void> {
  const batches = Array.from({ length: 10 }, (_, n) => messages.filter((_message, index) => index % 10 === n));
  await Promise.all(
    batches.map(async (batch, n) => {
      for (const outcome of batch) await reassignLead(outcome, instances[n % instances.length] as Instance); // there is one
    }),
  );
}

async function outcomeOf({ calls }: Pick<Stores, 'calls'>, workspace: string, leadId: string): Promise<CallEventDetail> {
  const after = await calls.get(workspace, `c_${leadId}`);
  const event = after && callEventOf({ before: undefined, after });
  if (!event) throw new Error(`the call of ${leadId} has not ended`);
  return event.detail;
}

/** How many leads each agent has: as the loads say, which have to be what the leads say. */
async function loadsOf({ leads }: Pick<Stores, 'leads'>, workspace: string, agents: readonly Agent[]): Promise<number[]> {
  const loads = await leads.loads(workspace);
  return Promise.all(
    agents.map(async ({ id }) => {
      const owned = await leads.list(workspace, { owner: id }, [], { limit: 1000, cursor: undefined });
      expect(loads.find(({ agentId }) => agentId === id)?.load ?? 0).toBe(owned.items.length);
      return owned.items.length;
    }),
  );
}

describe('auto-assignment on DynamoDB', () => {
  it('keeps caps and weighted shares when a hundred outcomes come at once, to two instances', async () => {
    const world = stores();
    const even = ['a_2', 'a_3', 'a_4', 'a_5', 'a_6', 'a_7'].map((id) => anAgent(id));
    const crew = [anAgent('a_1', { weight: 2 }), ...even, anAgent('a_8', { leadCap: 5 })];
    const workspace = await aWorkspaceWith(world, { id: 'w_rush', agents: crew });
    // Of agents who have left, one each: what is to meet is those who get them.
    const rung = await Promise.all(Array.from({ length: 100 }, (_, n) => aRungLead(world, workspace, { owner: `a_left_${n}` })));
    const directory = await directoryOf(world, workspace);
    const instances = [stores(), stores()].map((made) => ({ ...made, directory: async () => directory }));
    await deliver(await Promise.all(rung.map(({ id }) => outcomeOf(world, workspace, id))), instances);

    const [heavy = 0, ...others] = await loadsOf(world, workspace, crew);
    expect(others.pop()).toBe(5);
    // Within one, but for places in the order that were taken ahead of one another.
    expect(Math.abs(heavy - (95 * 2) / 8)).toBeLessThanOrEqual(3);
    for (const load of others) expect(Math.abs(load - 95 / 8)).toBeLessThanOrEqual(3);
    expect(others.reduce((sum, load) => sum + load, heavy)).toBe(95);
  });

  it('moves a lead once though its outcome is delivered ten times, to two instances at once', async () => {
    const world = stores();
    const workspace = await aWorkspaceWith(world, { id: 'w_again' });
    const { id } = await aRungLead(world, workspace);
    const directory = await directoryOf(world, workspace);
    const instances = [stores(), stores()].map((made) => ({ ...made, directory: async () => directory }));
    const outcome = await outcomeOf(world, workspace, id);
    await deliver(
      Array.from({ length: 10 }, () => outcome),
      instances,
    );
    expect(await world.leads.get(workspace, id, { consistent: true })).toMatchObject({ recycles: 1 });
    expect(await world.leads.decisions(workspace, id)).toHaveLength(1);
    expect((await loadsOf(world, workspace, directory.agents)).toSorted()).toEqual([0, 0, 1]);
  });

  it('moves each lead once though two runs are made at once, and fills every cap exactly', async () => {
    const world = stores();
    const crew = ['a_1', 'a_2', 'a_3'].map((id) => anAgent(id, { leadCap: 7 }));
    const workspace = await aWorkspaceWith(world, { id: 'w_runs', agents: crew });
    const waiting = await waitingLeads(world, workspace, 24);
    const directory = await directoryOf(world, workspace);
    const run = (id: string) => runAssignment({ directory, id, until: plusSeconds(at(60), 60) }, stores());
    const ends = await Promise.all([run('r_1'), run('r_2')]);
    expect(ends.reduce((sum, { result }) => sum + result.assigned, 0)).toBe(21);
    expect(ends.map(({ left }) => left)).toEqual([0, 0]);
    expect(await loadsOf(world, workspace, crew)).toEqual([7, 7, 7]);
    const kinds = await Promise.all(waiting.map(async ({ id }) => (await world.leads.decisions(workspace, id)).map(({ kind }) => kind)));
    expect(kinds.filter((some) => some.includes('assigned'))).toHaveLength(21);
    expect(kinds.filter((some) => some.filter((kind) => kind === 'assigned').length > 1)).toEqual([]);
  });
});

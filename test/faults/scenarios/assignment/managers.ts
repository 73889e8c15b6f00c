import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import type { Wiring } from '../../../../local/wiring.ts';
import { leadIdOf } from '../../../../shared/store/ids.ts';
import { leadKeys, workspaceKeys } from '../../../../shared/store/keys.ts';
import { chanceOf } from '../../judge/chance.ts';
import type { Scene } from '../../judge/scenario.ts';
import { adminToken } from '../../judge/setup-items.ts';
import { tableNamed } from '../../judge/stored-state.ts';
import { phoneOf } from '../../judge/team.ts';
import type { Simulation } from '../../simulation/simulation.ts';
import { aPerson } from '../a-person.ts';
import type { Assigning } from './assigning.ts';

const minuteMs = 60_000;
const playMinutes = 18;
const lookMs = 20_000;
/** The number of a lead that is added once the day's run is over. */
const lateLead = { phone: phoneOf(90), name: 'Late' };

/** What was seen and done while it went on. */
export type Seen = {
  /** Agents who had more leads than they may, at some moment. */
  overCap: string[];
  /** The caps as they are in the end. */
  caps: ReadonlyMap<string, number | null>;
  /** Agents who began to work. */
  working: ReadonlySet<string>;
  /** A lead that was added while no run was under way. */
  late: { leadId: string; addedAtMs: number } | undefined;
};

/** People run it now, give leads away, let agents work; and somebody looks on. */
export async function managers({ simulation, workload, wiring, seed }: Scene, { staff, runAtMs }: Assigning): Promise<Seen> {
  const chance = chanceOf(seed ^ 0x3a9);
  const startMs = simulation.now();
  const { workspace, agents } = workload.directory;
  const asks = aPerson(simulation, { token: adminToken, name: `manager-${seed}` });
  const caps = new Map(agents.map(({ id, leadCap }) => [id, leadCap]));
  const working = new Set(agents.filter((agent) => agent.working).map(({ id }) => id));
  const overCap = new Set<string>();
  let late: Seen['late'];

  const at = async (minutes: number, act: () => Promise<unknown>): Promise<void> => {
    await simulation.sleep(Math.max(0, startMs + minutes * minuteMs - simulation.now()));
    await act();
  };
  const someMinute = (): number => chance.whole(0, 40) / 4;
  const runsNow = Array.from({ length: chance.whole(0, 3) }, someMinute).map((minute) =>
    at(minute, () => asks({ method: 'POST', path: '/api/auto-assignment/run', body: {} })),
  );
  // Given by hand only to who has no cap: a person may go beyond one.
  const receivers = [null, ...agents.filter(({ leadCap }) => leadCap === null).map(({ id }) => id)] as [null, ...string[]];
  const changes = Array.from({ length: chance.whole(0, 2) }, () => ({
    minute: someMinute(),
    id: leadIdOf(workspace, phoneOf(chance.whole(0, 4))),
    owner: chance.pick(receivers),
  })).map(({ minute, id, owner }) => at(minute, () => asks({ method: 'PATCH', path: `/api/leads/${id}`, body: { owner } })));

  const freed = chance.pick(agents as [(typeof agents)[number], ...typeof agents]);
  const freeing = at(chance.whole(3, 6), async () => {
    if (staff !== 'scarce') return;
    caps.set(freed.id, null);
    working.add(freed.id);
    await asks({ method: 'PATCH', path: `/api/agents/${freed.id}`, body: { leadCap: null, working: true } });
  });

  async function lookOn(): Promise<void> {
    for (; simulation.now() < startMs + playMinutes * minuteMs; await simulation.sleep(lookMs)) {
      for (const { agentId, load } of await loadsOf({ simulation, wiring }, workspace)) {
        const cap = caps.get(agentId) ?? null;
        if (cap !== null && load > cap) overCap.add(`${agentId} has ${load} leads, and may have ${cap}`);
      }
    }
  }

  /** A lead that comes when the day's run is over is left to the next day's. */
  async function addLate(): Promise<void> {
    await Promise.all(runsNow);
    while (simulation.now() < runAtMs + 4 * minuteMs || (await isRunOpen({ simulation, wiring }, workspace))) {
      if (simulation.now() > startMs + (playMinutes - 4) * minuteMs) return;
      await simulation.sleep(lookMs);
    }
    late = { leadId: leadIdOf(workspace, lateLead.phone), addedAtMs: simulation.now() };
    await asks({ method: 'POST', path: '/api/leads', body: lateLead });
  }

  await Promise.all([...runsNow, ...changes, freeing, lookOn(), addLate()]);
  return { overCap: [...overCap], caps, working, late };
}

const keptLoad = z.object({ sk: z.string(), load: z.number() });

type Place = { simulation: Simulation; wiring: Wiring };

async function loadsOf(place: Place, workspace: string): Promise<{ agentId: string; load: number }[]> {
  const items = await itemsOf(place, 'LEADS_TABLE', leadKeys.loads(workspace));
  return items.map((item) => keptLoad.parse(item)).map(({ sk, load }) => ({ agentId: sk, load }));
}

async function isRunOpen(place: Place, workspace: string): Promise<boolean> {
  const [item] = await itemsOf(place, 'WORKSPACE_TABLE', workspaceKeys.run(workspace).pk);
  return item?.openRun !== undefined;
}

const found = z.object({ Items: z.array(z.record(z.string(), z.custom<AttributeValue>())) });

async function itemsOf({ simulation, wiring }: Place, variable: string, pk: string): Promise<Record<string, unknown>[]> {
  const { body } = await simulation.dynamoDb('Query', {
    TableName: tableNamed(variable, wiring),
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': { S: pk } },
  });
  return found.parse(body).Items.map((item) => unmarshall(item));
}

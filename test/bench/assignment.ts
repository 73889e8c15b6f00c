import { type RunDependencies, runAssignment } from '../../functions/assign/run-assignment.ts';
import { plusSeconds } from '../../shared/domain/instant.ts';
import type { Lead } from '../../shared/domain/lead.ts';
import { assignmentPlan, byWaiting } from '../../shared/domain/plan-assignment.ts';
import type { AgentLoad } from '../../shared/domain/reassignment.ts';
import type { Agent } from '../../shared/domain/workspace.ts';
import { dynamoCallStore } from '../../shared/store/dynamo-call-store.ts';
import { dynamoLeadStore } from '../../shared/store/dynamo-lead-store.ts';
import { leadIdOf } from '../../shared/store/ids.ts';
import { loadChangesOf } from '../../shared/store/load-changes-of.ts';
import { aDirectory, aLead, anAgent, aPolicy, at } from '../builders.ts';
import { countUnits, type Units } from '../shared/store/count-units.ts';
import { clientFor } from '../shared/store/dynamo-for-tests.ts';
import { createTables } from '../shared/store/tables.ts';
import type { Table } from './table.ts';

const policy = aPolicy({ statuses: ['unassigned'], callingHours: { start: '00:00', end: '23:59', days: [1, 2, 3, 4, 5, 6, 7] } });
const sizes = [10_000, 100_000, 300_000];
const agentCount = 500;
const runSize = 100_000;
const storedLeads = 200;
const now = at(60);

/** Decisions of the pure part and how they grow, a whole run in memory, and a small one on DynamoDB. Takes some seconds. */
export async function benchAssignment(endpoint: string): Promise<Table> {
  const run = await runInMemory();
  const stored = await runOnDynamo(endpoint);
  const perLead = (units: number) => (units / storedLeads).toFixed(1);
  return {
    name: `Auto-assignment: ${agentCount} agents of three weights`,
    rows: [
      ...sizes.map(growth),
      [
        `a run over ${text(runSize)} leads, stores in memory`,
        `${run.seconds.toFixed(1)} s, ${run.megabytes} MB more on the heap, ${text(run.transactions)} transactions`,
      ],
      [
        `a run over ${storedLeads} leads on DynamoDB Local`,
        `${stored.seconds.toFixed(1)} s, ${perLead(stored.units.write)} write units and ${perLead(stored.units.read)} read units a lead`,
      ],
    ],
  };
}

/** Decisions a second, and their time to that of reading the same leads from JSON. */
function growth(count: number): [string, string] {
  const leads = leadsWithoutOwner(count);
  const texts = leads.map((lead) => JSON.stringify(lead));
  const floor = millisecondsOf(() => texts.reduce((sum, one) => sum + JSON.parse(one).version, 0));
  const plan = millisecondsOf(() => {
    const decide = assignmentPlan({ policy, agents: agents(), loads: [], timezone: 'Asia/Kolkata', now });
    const given = byWaiting(leads).filter((lead) => decide(lead, []).decision.kind === 'assigned').length;
    if (given !== count) throw new Error(`Cannot measure auto-assignment: ${given} of ${count} leads were given`);
  });
  return [
    `decisions on ${text(count)} leads`,
    `${text(Math.round((count / plan) * 1000))} a second, ${(plan / floor).toFixed(1)} × JSON.parse of the leads`,
  ];
}

async function runInMemory() {
  const leads = leadsWithoutOwner(runSize);
  const world = memoryWorld(leads);
  globalThis.gc?.();
  const heap = process.memoryUsage().heapUsed;
  const start = performance.now();
  const { result } = await runAssignment({ directory: directory(), id: 'r_bench', until: plusSeconds(now, 60) }, world.dependencies);
  const seconds = (performance.now() - start) / 1000;
  if (result.assigned !== runSize) throw new Error(`Cannot measure a run: ${result.line}`);
  return { seconds, megabytes: Math.round((process.memoryUsage().heapUsed - heap) / 1e6), transactions: world.saved() };
}

/** Stores that do no more than keep. */
function memoryWorld(leads: readonly Lead[]): { dependencies: RunDependencies; saved: () => number } {
  const kept = new Map(leads.map((lead) => [lead.id, lead]));
  const loads = new Map<string, AgentLoad>();
  let saved = 0;
  const store: RunDependencies['leads'] = {
    latest: async (_workspace, id) => kept.get(id),
    save: async ({ before, after, at: givenAt }) => {
      saved += 1;
      kept.set(after.id, after);
      for (const { agentId, by } of loadChangesOf({ before, after })) {
        loads.set(agentId, { agentId, load: (loads.get(agentId)?.load ?? 0) + by, lastGivenAt: givenAt });
      }
      return 'saved';
    },
    decisions: async () => [],
    loads: async () => [...loads.values()],
    ofStatus: async function* () {
      yield leads.slice();
    },
  };
  return { dependencies: { leads: store, calls: { ofLead: async () => [] }, now: () => now }, saved: () => saved };
}

async function runOnDynamo(endpoint: string): Promise<{ seconds: number; units: Units }> {
  const client = clientFor(endpoint);
  const names = await createTables(client);
  const leads = dynamoLeadStore({ client, table: names.leads });
  const calls = dynamoCallStore({ client, table: names.calls });
  for (const lead of leadsWithoutOwner(storedLeads)) await leads.save({ before: undefined, after: lead, at: at() });
  let seconds = 0;
  const units = await countUnits(client).since(async () => {
    const start = performance.now();
    const run = { directory: directory(), id: 'r_bench', until: plusSeconds(now, 60) };
    const { result } = await runAssignment(run, { leads, calls, now: () => now });
    seconds = (performance.now() - start) / 1000;
    if (result.assigned !== storedLeads) throw new Error(`Cannot measure a run on DynamoDB: ${result.line}`);
  });
  client.destroy();
  return { seconds, units };
}

function agents(): Agent[] {
  return Array.from({ length: agentCount }, (_, index) => anAgent(`a_${index}`, { weight: 1 + (index % 3) }));
}

function directory() {
  return aDirectory({ agents: agents(), policy });
}

function leadsWithoutOwner(count: number): Lead[] {
  return Array.from({ length: count }, (_, index) => {
    const phone = `+9198${String(index).padStart(8, '0')}`;
    return aLead({
      id: leadIdOf('w_1', phone),
      phone,
      owner: null,
      status: 'unassigned',
      assignedAt: null,
      createdAt: at(index - 400_000),
    });
  });
}

/** The best of several rounds: what another process took away does not count. */
function millisecondsOf(work: () => unknown): number {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 3; round++) {
    const start = performance.now();
    work();
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

function text(count: number): string {
  return count.toLocaleString('en');
}

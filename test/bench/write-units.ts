import { diallers } from '../../functions/ingest/diallers/registry.ts';
import { type IngestDependencies, takeIn } from '../../functions/ingest/ingest.ts';
import type { Lead } from '../../shared/domain/lead.ts';
import { dynamoCallStore } from '../../shared/store/dynamo-call-store.ts';
import { dynamoLeadStore } from '../../shared/store/dynamo-lead-store.ts';
import { leadIdOf, newId } from '../../shared/store/ids.ts';
import { aLead } from '../builders.ts';
import { memoryQuarantineStore } from '../doubles/memory-quarantine-store.ts';
import { countUnits, type Units } from '../shared/store/count-units.ts';
import { clientFor } from '../shared/store/dynamo-for-tests.ts';
import { createTables } from '../shared/store/tables.ts';
import type { Table } from './table.ts';
import { aTeam, toldCalls } from './told-calls.ts';

export type CallCost = { what: string; told: Units; again: Units };

/** What calls that two webhooks tell cost in DynamoDB, and what the second webhook costs when it comes again. */
export async function costOfCalls(endpoint: string): Promise<CallCost[]> {
  const client = clientFor(endpoint);
  const names = await createTables(client);
  const units = countUnits(client);
  const leads = dynamoLeadStore({ client, table: names.leads });
  const { directory, connection, agentEmail } = aTeam();
  await leads.save({ before: undefined, after: ownLead(directory.workspace), at: '2026-11-01T00:00:00.000Z' });
  const dependencies: IngestDependencies = {
    calls: dynamoCallStore({ client, table: names.calls }),
    leads,
    quarantine: memoryQuarantineStore(),
    connection: async () => connection,
    directory: async () => directory,
    diallers,
    now: () => '2026-11-22T10:50:02.345Z',
  };
  const costs: CallCost[] = [];
  for (const { dialler, what, webhooks } of toldCalls(agentEmail)) {
    const take = async (some: typeof webhooks, wanted: string) => {
      for (const { headers, body } of some) {
        const request = { method: 'POST', url: 'https://redial.example/webhooks', headers, body: Buffer.from(body) };
        const { result } = await takeIn({ ...connection, dialler }, request, dependencies);
        if (result !== wanted) throw new Error(`Cannot measure "${what}": a webhook was ${result}, not ${wanted}`);
      }
    };
    const told = await units.since(() => take(webhooks, 'recorded'));
    costs.push({ what, told, again: await units.since(() => take(webhooks.slice(-1), 'duplicate')) });
  }
  client.destroy();
  return costs;
}

function ownLead(workspace: string): Lead {
  const phone = '+919812345678';
  const tags = ['hot-list', 'november'];
  return aLead({ id: leadIdOf(workspace, phone), workspace, phone, tags, campaign: newId('g'), owner: newId('a') });
}

export async function benchWriteUnits(endpoint: string): Promise<Table> {
  const text = ({ write, read }: Units) => `${write} write units, ${read} read units`;
  const rows = (await costOfCalls(endpoint)).flatMap(({ what, told, again }): [string, string][] => [
    [what, text(told)],
    [`${what}: the last webhook again`, text(again)],
  ]);
  return { name: 'DynamoDB units of a call told by two webhooks, indexes included', rows };
}

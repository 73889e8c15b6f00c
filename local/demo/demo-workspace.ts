import type { DemoClient } from './demo-client.ts';
import { agentNames, branches, campaigns, demoLead, departments, leadCount } from './demo-data.ts';

type Made = { id: string };
export type DemoConnection = { webhookUrl: string; secret: string };
export type DemoWorkspace = { standard: DemoConnection; twilio: DemoConnection };

/** What diallers call the n-th agent. */
export function extensionOf(agent: number): string {
  return `ext-${101 + agent}`;
}

/** Structure, people, leads and connections, made through the API; for a workspace that has none. */
export async function makeDemoWorkspace(client: DemoClient): Promise<DemoWorkspace> {
  const branchIds = await makeNamed(client, '/api/branches', branches);
  const departmentIds = await makeNamed(client, '/api/departments', departments);
  const campaignIds = await makeNamed(client, '/api/campaigns', campaigns);
  const agentIds = await inTurns(agentNames, async (name, index) => {
    const agent = {
      name,
      email: `${name.toLowerCase().replace(' ', '.')}@example.com`,
      externalIds: [extensionOf(index)],
      branch: branchIds[index % branchIds.length],
      department: departmentIds[index % departmentIds.length],
      leadCap: 60,
      working: index !== agentNames.length - 1,
    };
    return (await client.post<Made>('/api/agents', agent)).id;
  });
  await inTurns(
    Array.from({ length: leadCount }, (_, n) => demoLead(n)),
    (lead) =>
      client.post('/api/leads', {
        phone: lead.phone,
        name: lead.name,
        tags: lead.tags,
        campaign: campaignIds[lead.campaign],
        owner: agentIds[lead.agent],
        source: 'demo',
      }),
  );
  return { standard: await connect(client, 'standard'), twilio: await connect(client, 'twilio') };
}

async function makeNamed(client: DemoClient, path: string, names: readonly string[]): Promise<string[]> {
  return inTurns(names, async (name) => (await client.post<Made>(path, { name })).id);
}

async function connect(client: DemoClient, dialler: string): Promise<DemoConnection> {
  const made = await client.post<{ webhookUrl: string; secrets: string[] }>('/api/connections', {
    dialler,
    name: `Simulated ${dialler} dialler`,
  });
  return { webhookUrl: made.webhookUrl, secret: made.secrets[0] ?? '' };
}

/** Eight at a time: as fast as one machine goes, and in an order that is always the same. */
export async function inTurns<Item, Result>(
  items: readonly Item[],
  work: (item: Item, index: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  async function worker(): Promise<void> {
    for (let index = next++; index < items.length; index = next++) results[index] = await work(items[index] as Item, index);
  }
  await Promise.all(Array.from({ length: 8 }, worker));
  return results;
}

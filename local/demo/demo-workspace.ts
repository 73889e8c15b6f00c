import type { FactAgent } from '../../shared/domain/fact.ts';
import type { DemoClient } from './demo-client.ts';
import { agentNames, branches, campaigns, demoLead, departments, leadCount } from './demo-data.ts';

type Made = { id: string };
export type DemoConnection = { id: string; webhookUrl: string; secret: string };

/** Agents and campaigns in the order of the demo's data. */
export type DemoPeople = { agents: FactAgent[]; campaigns: string[] };
export type DemoConnections = { standard: DemoConnection; twilio: DemoConnection };

/** What diallers call the n-th agent. */
export function extensionOf(agent: number): string {
  return `ext-${101 + agent}`;
}

/** Structure, people and leads, made through the API. */
export async function makeDemoWorkspace(client: DemoClient): Promise<DemoPeople> {
  const branchIds = await makeNamed(client, '/api/branches', branches);
  const departmentIds = await makeNamed(client, '/api/departments', departments);
  const campaignIds = await makeNamed(client, '/api/campaigns', campaigns);
  const agents = await inTurns(agentNames, async (name, index) => {
    const [branch = '', department = ''] = [branchIds[index % branchIds.length], departmentIds[index % departmentIds.length]];
    const agent = {
      name,
      email: `${name.toLowerCase().replace(' ', '.')}@example.com`,
      externalIds: [extensionOf(index)],
      branch,
      department,
      leadCap: 60,
      working: index !== agentNames.length - 1,
    };
    const { id } = await client.post<Made>('/api/agents', agent, `demo-agent-${index}`);
    return { id, branch, department };
  });
  const leads = Array.from({ length: leadCount }, (_, n) => demoLead(n));
  await inTurns(leads, ({ phone, name, tags, campaign, agent }, n) => {
    const made = { phone, name, tags, campaign: campaignIds[campaign], owner: agents[agent]?.id, source: 'demo' };
    return client.post('/api/leads', made, `demo-lead-${n}`);
  });
  return { agents, campaigns: campaignIds };
}

async function makeNamed(client: DemoClient, path: string, names: readonly string[]): Promise<string[]> {
  return inTurns(names, async (name, index) => (await client.post<Made>(path, { name }, `demo-${path}-${index}`)).id);
}

/** A connection of each kind that the demo can sign for; the URLs are of today's port. */
export async function connect(client: DemoClient, secrets: Record<keyof DemoConnections, string>, url: string): Promise<DemoConnections> {
  const connected = async (dialler: keyof DemoConnections): Promise<DemoConnection> => {
    const secret = secrets[dialler];
    const asked = { dialler, name: `Simulated ${dialler} dialler`, secrets: [secret] };
    const made = await client.post<Made>('/api/connections', asked, `demo-${dialler}`);
    return { id: made.id, webhookUrl: `${url}/webhooks/${made.id}`, secret };
  };
  return { standard: await connected('standard'), twilio: await connected('twilio') };
}

/** Four at a time: as fast as a small machine goes, and in an order that is always the same. */
export async function inTurns<Item, Result>(
  items: readonly Item[],
  work: (item: Item, index: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  async function worker(): Promise<void> {
    for (let index = next++; index < items.length; index = next++) results[index] = await work(items[index] as Item, index);
  }
  await Promise.all(Array.from({ length: 4 }, worker));
  return results;
}

import type { Client, Json } from '../../flows/a-client.ts';
import type { KnownLead, Webhook } from './invented-calls.ts';
import type { Connection } from './retrying-dialler.ts';

/** Who calls whom in a run, made over the API. */
export type Team = {
  leads: readonly KnownLead[];
  agentEmails: readonly string[];
  /** Ids, by e-mail. */
  agents: ReadonlyMap<string, string>;
  connections: Readonly<Record<Webhook['dialler'], Connection>>;
};

const leadCount = 40;
const tags = ['hot', 'cold', 'returning'];

/** Agents, leads, two connected diallers, and auto-assignment on. */
export async function aTeam(api: Client): Promise<Team> {
  const made = async (path: string, body: object): Promise<Json> => {
    const answer = await api.post(path, body);
    if (answer.status !== 201) throw new Error(`POST ${path} was answered with ${answer.status}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const agents = new Map<string, string>();
  for (const name of ['Asha', 'Ravi', 'Meera', 'Dev', 'Noor']) {
    const email = `${name.toLowerCase()}@example.com`;
    agents.set(email, (await made('/api/agents', { name, email })).id);
  }
  const owners = [...agents.values()];
  const leads = Array.from({ length: leadCount }, (_, number) => ({
    phone: `+9198${String(20_000_000 + number)}`,
    tags: tags.filter((_tag, index) => (number >> index) & 1),
  }));
  for (const [number, lead] of leads.entries()) await made('/api/leads', { ...lead, owner: owners[number % owners.length] });
  const standard = await made('/api/connections', { dialler: 'standard', name: 'Standard' });
  const twilio = await made('/api/connections', { dialler: 'twilio', name: 'Twilio', secrets: ['an-auth-token'] });
  await api.put('/api/settings/auto-assignment', { enabled: true, maxRecycles: 1000 });
  return { leads, agentEmails: [...agents.keys()], agents, connections: { standard, twilio } };
}

import type { AgentReference, FactAgent, Statement } from '../../shared/domain/fact.ts';
import type { Agent, Directory } from '../../shared/domain/workspace.ts';
import { factIdOf } from '../../shared/store/ids.ts';
import type { IngestDependencies } from './ingest.ts';
import type { Told } from './record-statements.ts';

/**
 * Finds the agents and campaigns that statements name. The directory is kept for a second:
 * where a name is not in it, it is read again, so that an agent made a moment ago is known.
 */
export async function resolveReferences(
  statements: readonly Statement[],
  directory: Directory,
  { directory: read }: Pick<IngestDependencies, 'directory'>,
): Promise<Told[]> {
  const told = statements.map((statement) => resolve(statement, directory));
  if (!told.some(isUnresolved)) return told;
  const fresh = await read(directory.workspace, { fresh: true });
  return fresh ? statements.map((statement) => resolve(statement, fresh)) : told;
}

function isUnresolved({ statement, agent, campaign }: Told): boolean {
  return (statement.agent !== undefined && !agent) || (statement.campaign !== undefined && campaign === undefined);
}

function resolve(said: Statement, directory: Directory): Told {
  const statement = withoutAgentAsLead(said, directory.agents);
  const agent = statement.agent && agentNamed(statement.agent, directory.agents);
  const campaign = statement.campaign === undefined ? undefined : campaignNamed(statement.campaign, directory);
  return { factId: factIdOf(said), statement, agent: agent && frozen(agent), campaign };
}

/** A leg that rings an agent's own telephone names that number as the other party: it is the agent, not a lead. */
function withoutAgentAsLead({ whereAgent, ...statement }: Statement, agents: readonly Agent[]): Statement {
  const { leadPhone, ...others } = statement;
  const agent = leadPhone === undefined ? undefined : agents.find(({ phone }) => phone === leadPhone);
  return agent ? { agent: { id: agent.id }, ...(whereAgent ?? others) } : statement;
}

function frozen({ id, branch, department }: Agent): FactAgent {
  return { id, ...(branch !== null && { branch }), ...(department !== null && { department }) };
}

/** By our id or any external id, then email, then phone. */
function agentNamed(named: AgentReference, agents: readonly Agent[]): Agent | undefined {
  const email = named.email?.toLowerCase();
  return (
    (named.id !== undefined ? agents.find(({ id, externalIds }) => id === named.id || externalIds.includes(named.id ?? '')) : undefined) ??
    (email !== undefined ? agents.find((agent) => agent.email.toLowerCase() === email) : undefined) ??
    (named.phone !== undefined ? agents.find(({ phone }) => phone === named.phone) : undefined)
  );
}

function campaignNamed(said: string, { campaigns }: Directory): string | undefined {
  const name = said.trim().toLowerCase();
  return (campaigns.find(({ id }) => id === said) ?? campaigns.find((campaign) => campaign.name.toLowerCase() === name))?.id;
}

import type { Lead } from '../../shared/domain/lead.ts';
import { compare } from '../../shared/domain/said.ts';
import type { Directory } from '../../shared/domain/workspace.ts';
import type { ApiDependencies } from './api-dependencies.ts';
import { decisionShown } from './lead-shown.ts';
import { namedIn } from './named-in.ts';

/** What happened to a lead: ended calls, decisions, and when it was made; newest first. */
export async function leadHistory(lead: Lead, directory: Directory, { calls, leads }: Pick<ApiDependencies, 'calls' | 'leads'>) {
  const [ended, decisions] = await Promise.all([calls.ofLead(lead.workspace, lead.id), leads.decisions(lead.workspace, lead.id)]);
  const entries = [
    { at: lead.createdAt, kind: 'created' as const },
    ...decisions.map((decision) => ({ at: decision.at, kind: 'decision' as const, decision: decisionShown(decision, directory) })),
    ...ended.map(({ id, startedAt, status, direction, talkSeconds, agent }) => {
      const call = { id, status, direction, talkSeconds, agent: namedIn(directory.agents, agent) };
      return { at: startedAt, kind: 'call' as const, call };
    }),
  ];
  return entries.toSorted((a, b) => compare(b.at, a.at));
}

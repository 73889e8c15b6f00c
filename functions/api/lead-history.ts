import type { Cause, Lead } from '../../shared/domain/lead.ts';
import type { RecordedChange } from '../../shared/domain/lead-change.ts';
import { compare } from '../../shared/domain/said.ts';
import type { ApiToken, Directory } from '../../shared/domain/workspace.ts';
import type { ApiDependencies } from './api-dependencies.ts';
import { decisionShown } from './lead-shown.ts';
import { namedIn } from './named-in.ts';

/** What happened to a lead: changes with their causes, decisions, ended calls, and how it was made; newest first; each with an id of its own. */
export async function leadHistory(lead: Lead, directory: Directory, { calls, leads, workspaces }: ApiDependencies) {
  const { workspace, id } = lead;
  const [ended, decisions, changes, tokens] = await Promise.all([
    calls.ofLead(workspace, id),
    leads.decisions(workspace, id),
    leads.changes(workspace, id),
    workspaces.tokens(workspace),
  ]);
  const entries = [
    ...decisions.map((decision) => ({
      id: `decision#${decision.id}`,
      entry: { at: decision.at, kind: 'decision' as const, decision: decisionShown(decision, directory) },
    })),
    ...changes.map((change) => ({ id: `change#${change.version}`, entry: changeShown(change, directory, tokens) })),
    ...ended.map(({ id: callId, startedAt, status, direction, talkSeconds, agent }) => {
      const call = { id: callId, status, direction, talkSeconds, agent: namedIn(directory.agents, agent) };
      return { id: `call#${callId}`, entry: { at: startedAt, kind: 'call' as const, call } };
    }),
    { id: 'created', entry: { at: lead.createdAt, kind: 'created' as const, by: causeShown(lead.createdBy, tokens) } },
  ];
  return entries.toSorted((a, b) => compare(b.entry.at, a.entry.at));
}

function changeShown({ at, status, owner, by }: RecordedChange, { agents }: Directory, tokens: readonly ApiToken[]) {
  const moved = owner && { from: namedIn(agents, owner.from), to: namedIn(agents, owner.to) };
  return { at, kind: 'change' as const, by: causeShown(by, tokens), status, owner: moved };
}

function causeShown(cause: Cause | null, tokens: readonly ApiToken[]) {
  if (!cause) return null;
  return {
    kind: cause.kind,
    token: namedIn(tokens, 'token' in cause ? cause.token : null),
    call: cause.kind === 'call' ? cause.call : null,
    decision: cause.kind === 'decision' ? cause.decision : null,
    import: cause.kind === 'import' ? cause.id : null,
  };
}

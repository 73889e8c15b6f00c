import { decideReassignment } from '../../shared/domain/decide-reassignment.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import type { Lead } from '../../shared/domain/lead.ts';
import { leadAfter } from '../../shared/domain/lead-after.ts';
import type { Planned } from '../../shared/domain/plan-assignment.ts';
import type { Decision } from '../../shared/domain/reassignment.ts';
import type { Directory } from '../../shared/domain/workspace.ts';
import type { CallStore } from '../../shared/store/call-store.ts';
import type { LeadStore } from '../../shared/store/lead-store.ts';
import { othersAhead, stepBack } from '../reassign/in-a-rush.ts';

export type SettleDependencies = {
  leads: Pick<LeadStore, 'latest' | 'save' | 'decisions' | 'loads'>;
  calls: Pick<CallStore, 'ofLead'>;
  now: () => Instant;
};

/** What is written of a decision: the lead with it, the lead alone, or nothing. */
export type Written = 'with-decision' | 'lead' | 'nothing';

export type Settling = {
  directory: Directory;
  /** Of the decision as it is stored: the same for the same lead and reason to decide, so that it is carried out once. */
  idOf: (lead: Lead) => string;
  writtenOf: (planned: Planned) => Written;
};

/** Tries while others write the same lead or fill the same agent. */
const mostTries = 8;

/**
 * Carries a planned decision out: lead, decision and loads in one write. Where others came first, it is decided anew from what is there now.
 * @returns what was decided in the end; `changed-meanwhile` where others kept coming first
 */
export async function settleDecision(planned: Planned, settling: Settling, dependencies: SettleDependencies): Promise<Decision> {
  const { leads, now } = dependencies;
  const { workspace, agents } = settling.directory;
  let next = planned;
  for (let tries = 1; tries <= mostTries; tries++) {
    const { lead, decision, load } = next;
    const written = settling.writtenOf(next);
    if (written === 'nothing') return decision;
    const [at, id] = [now(), settling.idOf(lead)];
    const saved = await leads.save({
      before: lead,
      after: leadAfter(lead, decision, at),
      ...(written === 'with-decision' && { decision: { id, leadId: lead.id, callId: null, from: lead.owner, at, ...decision } }),
      ...('to' in decision && { cap: agents.find((agent) => agent.id === decision.to)?.leadCap ?? null, load }),
      at,
    });
    if (saved === 'saved') return decision;
    if (saved === 'handled') return (await leads.decisions(workspace, lead.id)).find((one) => one.id === id) ?? decision;
    await stepBack(tries);
    const again = await decideAgain(lead, { directory: settling.directory, ahead: othersAhead(tries) }, dependencies);
    if (!again) return { kind: 'kept', reason: 'no-lead', detail: 'the lead is gone' };
    next = again;
  }
  return {
    kind: 'deferred',
    until: now(),
    reason: 'changed-meanwhile',
    detail: `others wrote the lead or its agents ${mostTries} times meanwhile`,
  };
}

async function decideAgain(
  { id }: Lead,
  { directory, ahead }: { directory: Directory; ahead: number },
  { leads, calls, now }: SettleDependencies,
): Promise<Planned | undefined> {
  const { workspace, policy, agents, settings } = directory;
  const [lead, ended, loads] = await Promise.all([leads.latest(workspace, id), calls.ofLead(workspace, id), leads.loads(workspace)]);
  if (!lead) return undefined;
  const question = { lead, calls: ended, policy, agents, loads, timezone: settings.timezone, now: now() };
  return { lead, ...decideReassignment({ ...question, after: 'run', ahead }) };
}

import type { CallEventDetail } from '../../shared/contracts/events.ts';
import type { RecordedCall } from '../../shared/domain/call.ts';
import { decideReassignment } from '../../shared/domain/decide-reassignment.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import type { Lead } from '../../shared/domain/lead.ts';
import { leadAfter } from '../../shared/domain/lead-after.ts';
import { leadReach } from '../../shared/domain/lead-reach.ts';
import { isUnanswered, leadStatusAfter } from '../../shared/domain/lead-status-after.ts';
import type { Decision } from '../../shared/domain/reassignment.ts';
import type { Directory } from '../../shared/domain/workspace.ts';
import type { CallStore } from '../../shared/store/call-store.ts';
import { callsOfLead } from '../../shared/store/calls-of-lead.ts';
import type { LeadStore } from '../../shared/store/lead-store.ts';
import { newLead } from './new-lead.ts';

export type ReassignDependencies = {
  calls: Pick<CallStore, 'get' | 'ofLead'>;
  leads: Pick<LeadStore, 'get' | 'save' | 'decision' | 'loads'>;
  directory: (workspace: string) => Promise<Directory | undefined>;
  now: () => Instant;
};

/** Tries while others write the same lead or fill the same agent; after that the queue tries again. */
const mostTries = 5;

/**
 * Decides who is to call a lead that did not pick up, once for each call, and stores lead, decision and loads together.
 * A message that comes again finds its decision stored and changes nothing.
 * @throws Error when others kept writing the lead: the queue tries again.
 */
export async function reassignLead(outcome: CallEventDetail, dependencies: ReassignDependencies): Promise<Decision> {
  const { calls, directory: read } = dependencies;
  const kept = (reason: Decision['reason'], detail: string): Decision => ({ kind: 'kept', reason, detail });
  const [call, directory] = await Promise.all([
    calls.get(outcome.workspace, outcome.callId, { consistent: true }),
    read(outcome.workspace),
  ]);
  if (!call || !directory) return kept('superseded', 'the call or its workspace is gone');
  if (!isUnanswered(call.call)) return kept('superseded', `the call is "${call.call.status}" by now`);

  for (let tries = 0; tries < mostTries; tries++) {
    const decision = await decideOnce({ call, directory }, dependencies);
    if (decision) return decision;
  }
  throw new Error(`Cannot decide on lead "${call.call.leadId}" after call "${call.id}": others wrote it ${mostTries} times meanwhile`);
}

/** @returns undefined where somebody else wrote lead or load first. */
async function decideOnce(
  { call, directory }: { call: RecordedCall; directory: Directory },
  { calls, leads, now }: ReassignDependencies,
): Promise<Decision | undefined> {
  const { workspace, policy, agents, settings } = directory;
  const leadId = call.call.leadId;
  if (leadId === null) return { kind: 'kept', reason: 'no-lead', detail: 'the call names no number' };

  const [before, made, all, loads] = await Promise.all([
    leads.get(workspace, leadId, { consistent: true }),
    leads.decision(workspace, leadId, call.id),
    callsOfLead(call, calls),
    leads.loads(workspace),
  ]);
  if (made) return made;
  const lead = before ?? newLead(call, settings, now());
  if (!lead) return { kind: 'kept', reason: 'no-lead', detail: 'the number is not a lead' };

  const touched: Lead = { ...lead, ...leadReach(all), status: leadStatusAfter(lead.status, all) };
  const decision = decideReassignment({ lead: touched, calls: all, policy, agents, loads, timezone: settings.timezone, now: now() });
  const saved = await leads.save({
    before,
    after: leadAfter(touched, decision, now()),
    decision: { id: call.id, leadId: lead.id, callId: call.id, from: lead.owner, at: now(), ...decision },
    cap: 'to' in decision ? (agents.find(({ id }) => id === decision.to)?.leadCap ?? null) : null,
    at: now(),
  });
  if (saved === 'handled') return leads.decision(workspace, leadId, call.id);
  return saved === 'saved' ? decision : undefined;
}

import { isDeepStrictEqual } from 'node:util';
import type { CallEventDetail } from '../../shared/contracts/events.ts';
import type { RecordedCall } from '../../shared/domain/call.ts';
import { decideReassignment } from '../../shared/domain/decide-reassignment.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import type { Lead } from '../../shared/domain/lead.ts';
import { leadAfter } from '../../shared/domain/lead-after.ts';
import { leadAsCallStands } from '../../shared/domain/lead-as-call-stands.ts';
import { leadReach } from '../../shared/domain/lead-reach.ts';
import { isUnanswered } from '../../shared/domain/lead-status-after.ts';
import type { Decision, RecordedDecision } from '../../shared/domain/reassignment.ts';
import type { ReportCall } from '../../shared/domain/report-call.ts';
import { withStatusAgain, withStatusOf } from '../../shared/domain/status-steps.ts';
import type { Directory } from '../../shared/domain/workspace.ts';
import type { CallStore } from '../../shared/store/call-store.ts';
import { callsOfLead } from '../../shared/store/calls-of-lead.ts';
import { halfIdOf } from '../../shared/store/ids.ts';
import type { LeadStore } from '../../shared/store/lead-store.ts';
import { othersAhead, stepBack } from './in-a-rush.ts';
import { newLead } from './new-lead.ts';

export type ReassignDependencies = {
  calls: Pick<CallStore, 'get' | 'ofLead'>;
  leads: Pick<LeadStore, 'get' | 'save' | 'decision' | 'loads'>;
  directory: (workspace: string) => Promise<Directory | undefined>;
  now: () => Instant;
};

/** Tries while others write the same lead or fill the same agent; after that the queue tries again. */
const mostTries = 10;

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
    if (tries > 0) await stepBack(tries);
    const decision = await decideOnce({ call, directory, ahead: othersAhead(tries) }, dependencies);
    if (decision) return decision;
  }
  throw new Error(`Cannot decide on lead "${call.call.leadId}" after call "${call.id}": others wrote it ${mostTries} times meanwhile`);
}

/** @returns undefined where somebody else wrote lead or load first. */
async function decideOnce(
  { call: known, directory, ahead }: { call: RecordedCall; directory: Directory; ahead: number },
  { calls, leads, now }: ReassignDependencies,
): Promise<Decision | undefined> {
  const { workspace, policy, agents, settings } = directory;
  const leadId = known.call.leadId;
  if (leadId === null) return { kind: 'kept', reason: 'no-lead', detail: 'the call names no number' };

  // The lead before its calls: news of a call that others noted on it by then are seen, and those of later make the save fail.
  const before = await leads.get(workspace, leadId, { consistent: true });
  const call = (await calls.get(workspace, known.id, { consistent: true })) ?? known;
  if (!isUnanswered(call.call)) return { kind: 'kept', reason: 'superseded', detail: `the call is "${call.call.status}" by now` };
  const [made, all, loads] = await Promise.all([decisionOn(call, leadId, leads), callsOfLead(call, calls), leads.loads(workspace)]);
  if (made) return (await isRighted(before, { call, all }, { leads, now })) ? made : undefined;
  const lead = before ?? newLead(call, settings, now());
  if (!lead) return { kind: 'kept', reason: 'no-lead', detail: 'the number is not a lead' };

  const standing = leadAsCallStands(lead, { call, half: halfIdOf(call) });
  const touched: Lead = { ...withStatusOf(standing, all), ...leadReach(all) };
  const question = { lead: touched, calls: all, policy, agents, loads, timezone: settings.timezone, now: now() };
  const { decision, load } = decideReassignment({ ...question, after: 'outcome', ahead });
  const saved = await leads.save({
    before,
    after: leadAfter(touched, decision, now()),
    decision: { id: call.id, leadId: lead.id, callId: call.id, from: lead.owner, at: now(), ...decision },
    ...('to' in decision && { cap: agents.find(({ id }) => id === decision.to)?.leadCap ?? null, load }),
    at: now(),
  });
  if (saved === 'handled') return leads.decision(workspace, leadId, call.id);
  return saved === 'saved' ? decision : undefined;
}

/** What was decided after this call, or after a half of it that was a call of its own then. */
async function decisionOn(
  call: RecordedCall,
  leadId: string,
  { decision }: Pick<LeadStore, 'decision'>,
): Promise<RecordedDecision | undefined> {
  const half = halfIdOf(call);
  // Under its own id a second decision is refused when it is saved; under the half's nobody would notice.
  const options = { consistent: half !== undefined };
  const ids = half === undefined ? [call.id] : [call.id, half];
  const made = await Promise.all(ids.map((id) => decision(call.workspace, leadId, id, options)));
  return made.find((one) => one !== undefined);
}

/**
 * Takes back what the lead has of a call that turned out to be something else since, and gives back what it lost of this one; which is decided on
 * no second time.
 */
async function isRighted(
  before: Lead | undefined,
  { call, all }: { call: RecordedCall; all: readonly ReportCall[] },
  { leads, now }: Pick<ReassignDependencies, 'leads' | 'now'>,
): Promise<boolean> {
  if (!before) return true;
  const standing = leadAsCallStands(before, { call, half: halfIdOf(call) });
  const righted: Lead = { ...withStatusAgain(standing, all, call.id), ...leadReach(all) };
  if (isDeepStrictEqual(righted, before)) return true;
  const by = { kind: 'call', call: call.id, token: null } as const;
  return (await leads.save({ before, after: { ...righted, version: before.version + 1 }, at: now(), by })) === 'saved';
}

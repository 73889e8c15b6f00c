import type { CallEventDetail } from '../../shared/contracts/events.ts';
import type { RecordedCall } from '../../shared/domain/call.ts';
import type { FollowUpRecord } from '../../shared/domain/follow-up.ts';
import type { FollowUp } from '../../shared/domain/lead.ts';
import { leadAfterContact } from '../../shared/domain/lead-after-contact.ts';
import { needsFollowUp } from '../../shared/domain/logged-signal.ts';
import type { CallStore } from '../../shared/store/call-store.ts';
import { callsOfLead } from '../../shared/store/calls-of-lead.ts';
import type { FollowUpStore } from '../../shared/store/follow-up-store.ts';
import { followUpIdOf, halfIdOf } from '../../shared/store/ids.ts';
import type { LeadStore } from '../../shared/store/lead-store.ts';

export type NoteContactDependencies = {
  calls: Pick<CallStore, 'get' | 'ofLead'>;
  leads: Pick<LeadStore, 'get' | 'save'>;
  followUps: Pick<FollowUpStore, 'get'>;
};

const mostTries = 5;

/**
 * Notes a connected call on its lead: attempts and last contact, recomputed from all its calls; a follow-up of that day or before is resolved
 * by it. A next contact that a dialler told of is scheduled, once.
 * @returns what became of it. @throws Error when others kept writing the lead: the queue tries again.
 */
export async function noteContact(
  connected: CallEventDetail,
  dependencies: NoteContactDependencies,
): Promise<'noted' | 'unchanged' | 'no-lead'> {
  const { calls, leads } = dependencies;
  const known = await calls.get(connected.workspace, connected.callId, { consistent: true });
  if (!known?.call.leadId) return 'no-lead';

  for (let tries = 0; tries < mostTries; tries++) {
    const before = await leads.get(known.workspace, known.call.leadId, { consistent: true });
    if (!before) return 'no-lead';
    // After the lead: what others noted of the call on it by then is seen, and what they note later makes the save fail.
    const call = (await calls.get(known.workspace, known.id, { consistent: true })) ?? known;
    const half = halfIdOf(call);
    const followUp = await followUpToMake({ call, half, leadId: before.id }, dependencies);
    const change = leadAfterContact(before, { call, half, calls: await callsOfLead(call, calls), followUp });
    if (!change) return 'unchanged';
    if ((await leads.save({ before, ...change, at: call.call.heardAt, by: { kind: 'call', call: call.id, token: null } })) === 'saved')
      return 'noted';
  }
  throw new Error(`Cannot note call "${known.id}" on its lead "${known.call.leadId}": others wrote it ${mostTries} times meanwhile`);
}

type Telling = { call: RecordedCall; half: string | undefined; leadId: string };

/**
 * The next contact that was agreed on in the call, unless it, or a half of it, made it before, whatever has become of it since; but where only
 * another word of the same call took its place, the newest word has it again.
 */
async function followUpToMake(
  { call: { id: callId, workspace, call }, half, leadId }: Telling,
  { followUps }: NoteContactDependencies,
): Promise<FollowUp | undefined> {
  const { status, followUpAt: at, note, heardAt: createdAt } = call;
  if (!needsFollowUp(status) || at === null) return undefined;
  const idOf = (made: string) => followUpIdOf(leadId, ['call', made, at]);
  const halves = half === undefined ? [callId] : [callId, half];
  const made = await Promise.all(halves.map((one) => followUps.get(workspace, idOf(one))));
  if (made.some((one) => one && !isReplacedBy(halves, one))) return undefined;
  return { id: idOf(callId), at, note, callId, createdAt, edited: false, toldAt: null };
}

function isReplacedBy(calls: readonly string[], { end }: FollowUpRecord): boolean {
  return end?.resolution === 'replaced' && end.callId !== null && calls.includes(end.callId);
}

import type { RecordedCall } from './call.ts';
import type { Fact } from './fact.ts';
import { ended } from './follow-up-changes.ts';
import type { FollowUp, Lead } from './lead.ts';
import { needsFollowUp } from './logged-signal.ts';
import { inOrder } from './said.ts';

/** `half`: the id under which a dialler's call that went to its log was a call of its own, where it did. */
type Standing = { call: RecordedCall; half: string | undefined };

/** The lead with what this call, and its half, made of it before as the call stands now. The lead itself where nothing of it is otherwise. */
export function leadAsCallStands(lead: Lead, { call, half }: Standing): Lead {
  return withoutTakenBack(half === undefined ? lead : asOneCall(lead, { half, call: call.id }), call);
}

/** What the half made of the lead that is kept under another id now, the call has made. */
function asOneCall(lead: Lead, { half, call }: { half: string; call: string }): Lead {
  const { followUp, statusSteps } = lead;
  if (followUp?.callId !== half && !statusSteps.some(({ callId }) => callId === half)) return lead;
  const renamed = <Made extends { callId: string | null }>(made: Made): Made => (made.callId === half ? { ...made, callId: call } : made);
  return { ...lead, statusSteps: statusSteps.map(renamed), followUp: followUp && renamed(followUp) };
}

/** Without the next contact that the call's dialler told of, once the call says otherwise, unless somebody changed it since. */
function withoutTakenBack(lead: Lead, { id, facts }: RecordedCall): Lead {
  const { followUp, version } = lead;
  if (followUp?.callId !== id || followUp.edited || !isTakenBack(followUp, inOrder(facts))) return lead;
  return { ...ended(lead, { resolution: 'withdrawn', callId: null }).after, version };
}

/** The newest disposition is another, and no time came with it or after. What a person scheduled, only a person's word takes back. */
function isTakenBack({ at }: FollowUp, facts: readonly Fact[]): boolean {
  if (facts.some(({ source, followUpAt }) => source !== 'dialler' && followUpAt === at)) return false;
  const newest = facts.findLastIndex(({ disposition }) => disposition !== undefined && disposition !== 'In-progress');
  const disposition = facts[newest]?.disposition;
  if (disposition === undefined || needsFollowUp(disposition)) return false;
  return facts.slice(newest).every(({ followUpAt }) => followUpAt === undefined);
}

import type { RecordedCall } from './call.ts';
import { endByCall } from './end-by-call.ts';
import type { FollowUpChange } from './follow-up.ts';
import { scheduled } from './follow-up-changes.ts';
import type { FollowUp, Lead } from './lead.ts';
import { leadAsCallStands } from './lead-as-call-stands.ts';
import { leadReach } from './lead-reach.ts';
import type { ReportCall } from './report-call.ts';
import { stepped, withRightedStatus, withStatusOf } from './status-steps.ts';

type Contact = {
  call: RecordedCall;
  /** The id under which a half of it was a call of its own. */
  half: string | undefined;
  /** All ended calls of the lead, this one among them. */
  calls: readonly ReportCall[];
  /** The next contact that was agreed on in this call, where nobody has made it yet. */
  followUp: FollowUp | undefined;
};

/**
 * The lead after a call that may have been a conversation; undefined where it stays as it is. What was scheduled after the call stays, and
 * what its dialler scheduled in it goes once the call says otherwise.
 */
export function leadAfterContact(lead: Lead, { call, half, calls, followUp }: Contact): FollowUpChange | undefined {
  const known = leadAsCallStands(lead, { call, half });
  const followUpEnd = endByCall(known.followUp, call);
  const righted = known.status === lead.status ? withRightedStatus(known, calls) : withStatusOf(known, calls);
  const reached: Lead = { ...righted, ...leadReach(calls), followUp: followUpEnd ? null : known.followUp };
  const isNewest = !reached.followUp || reached.followUp.createdAt <= call.call.heardAt;
  if (followUp && isNewest) {
    const after = stepped(reached, scheduled(reached, followUp), { callId: call.id, by: 'word' });
    return { after, ...(followUpEnd && { followUpEnd }) };
  }
  if (JSON.stringify(reached) === JSON.stringify(lead)) return undefined;
  return { after: { ...reached, version: lead.version + 1 }, ...(followUpEnd && { followUpEnd }) };
}

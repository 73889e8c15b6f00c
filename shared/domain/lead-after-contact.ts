import type { RecordedCall } from './call.ts';
import { endByCall } from './end-by-call.ts';
import type { FollowUpChange } from './follow-up.ts';
import { scheduled } from './follow-up-changes.ts';
import type { FollowUp, Lead } from './lead.ts';
import { leadReach } from './lead-reach.ts';
import type { ReportCall } from './report-call.ts';
import { stepped, withRightedStatus } from './status-steps.ts';

type Contact = {
  call: RecordedCall;
  /** All ended calls of the lead, this one among them. */
  calls: readonly ReportCall[];
  /** The next contact that was agreed on in this call, where nobody has made it yet. */
  followUp: FollowUp | undefined;
};

/** The lead after a call that may have been a conversation; undefined where it stays as it is. What was scheduled after the call stays. */
export function leadAfterContact(lead: Lead, { call, calls, followUp }: Contact): FollowUpChange | undefined {
  const followUpEnd = endByCall(lead.followUp, call);
  const reached: Lead = { ...withRightedStatus(lead, calls), ...leadReach(calls), followUp: followUpEnd ? null : lead.followUp };
  const isNewest = !reached.followUp || reached.followUp.createdAt <= call.call.heardAt;
  if (followUp && isNewest) {
    const after = stepped(reached, scheduled(reached, followUp), { callId: call.id, by: 'word' });
    return { after, ...(followUpEnd && { followUpEnd }) };
  }
  if (JSON.stringify(reached) === JSON.stringify(lead)) return undefined;
  return { after: { ...reached, version: lead.version + 1 }, ...(followUpEnd && { followUpEnd }) };
}

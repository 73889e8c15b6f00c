import type { EventType, FollowUpEventDetail, RedialEvent } from '../../shared/contracts/events.ts';
import type { FollowUpRecord } from '../../shared/domain/follow-up.ts';

/** One change of a stored follow-up, as its stream tells it. */
export type FollowUpRecordChange = { before: FollowUpRecord | undefined; after: FollowUpRecord | undefined };

/** The event that a change of a follow-up is, if any; that it changed hands or got another note is none. */
export function followUpEventOf({ before, after }: FollowUpRecordChange): RedialEvent<FollowUpEventDetail> | undefined {
  if (!after) return undefined;
  const type = eventTypeOf(before, after);
  return type && { source: 'redial', 'detail-type': type, detail: detailOf(after) };
}

function eventTypeOf(before: FollowUpRecord | undefined, after: FollowUpRecord): EventType | undefined {
  const wasOpen = before !== undefined && !before.end;
  if (after.end) return wasOpen ? 'Follow-up Resolved' : undefined;
  if (!wasOpen || before.at !== after.at) return 'Follow-up Scheduled';
  return before.toldAt === null && after.toldAt !== null ? 'Follow-up Due' : undefined;
}

function detailOf({ id, workspace, leadId, owner, callId, at, end, changedAt, version }: FollowUpRecord): FollowUpEventDetail {
  return {
    eventId: `${id}.${version}`,
    workspace,
    version,
    occurredAt: changedAt,
    followUpId: id,
    leadId,
    agentId: owner,
    callId,
    at,
    resolution: end?.resolution ?? null,
    resolvedByCallId: end?.callId ?? null,
  };
}

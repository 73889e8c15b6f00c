import type { CallEventDetail, EventType, RedialEvent } from '../../shared/contracts/events.ts';
import type { RecordedCall } from '../../shared/domain/call.ts';
import type { Day } from '../../shared/domain/instant.ts';
import { isReframed } from '../../shared/domain/reframed-call.ts';
import { reportCallOf } from '../../shared/domain/report-call-of.ts';

/** One change of a stored call, as its stream tells it. Gone calls (retention), and those that were `merged` into another, have no `after`. */
export type CallChange = { before: RecordedCall | undefined; after: RecordedCall | undefined; merged?: boolean };

/** The event that a change of a call is, if any: one write is at most one event, so its version makes the event's id. */
export function callEventOf({ before, after }: CallChange): RedialEvent<CallEventDetail> | undefined {
  if (!after) return undefined;
  const type = eventTypeOf(before, after);
  const reframed = before !== undefined && isReframed(before, after);
  return type && { source: 'redial', 'detail-type': type, detail: { ...detailOf(after), ...(reframed && { reframed }) } };
}

function eventTypeOf(before: RecordedCall | undefined, after: RecordedCall): EventType | undefined {
  if (!before) return after.call.ended ? 'Call Ended' : 'Call Started';
  if (!before.call.ended) return after.call.ended ? 'Call Ended' : undefined;
  return changesReports(before, after) || changesLead(before, after) ? 'Call Corrected' : undefined;
}

/** A log became one with a dialler's call, where both may have been acted on; or the next contact is at another time. */
function changesLead(before: RecordedCall, after: RecordedCall): boolean {
  return before.connection !== after.connection || before.call.followUpAt !== after.call.followUpAt;
}

function detailOf({ id, workspace, version, call }: RecordedCall): CallEventDetail {
  return {
    eventId: `${id}.${version}`,
    workspace,
    version,
    occurredAt: call.heardAt,
    callId: id,
    status: call.status,
    outcome: call.outcome,
    disposition: call.disposition,
    reason: call.reason,
    direction: call.direction,
    connected: call.connected,
    talkSeconds: call.talkSeconds,
    startedAt: call.startedAt,
    endedAt: call.endedAt,
    day: call.day,
    leadId: call.leadId,
    agentId: call.agent?.id ?? null,
    campaignId: call.campaign,
    tags: [...call.tags],
  };
}

/** The days whose reports a change makes wrong. Calls that retention removes leave their day as it was rolled up. */
export function dirtiedDays({ before, after, merged = false }: CallChange): Day[] {
  if (!after && !merged) return [];
  const was = before?.call.ended ? before.call.day : undefined;
  const is = after?.call.ended ? after.call.day : undefined;
  if (was !== undefined && is !== undefined && before && after && !changesReports(before, after)) return [];
  return [...new Set([was, is])].filter((day) => day !== undefined);
}

/** Everything of a call that a report counts or breaks down by. */
function reported(recorded: RecordedCall): unknown {
  const { outcome, reason } = recorded.call;
  return [reportCallOf(recorded), outcome, reason];
}

function changesReports(before: RecordedCall, after: RecordedCall): boolean {
  return JSON.stringify(reported(before)) !== JSON.stringify(reported(after));
}

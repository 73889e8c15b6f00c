import type { RecordedCall } from './call.ts';
import type { ReportCall } from './report-call.ts';

/** What reports and lead reach need of a call. */
export function reportCallOf({ id, call }: RecordedCall): ReportCall {
  return {
    id,
    day: call.day,
    startedAt: call.startedAt,
    endedAt: call.endedAt,
    ended: call.ended,
    status: call.status,
    direction: call.direction,
    talkSeconds: call.talkSeconds,
    agent: call.agent?.id ?? null,
    branch: call.agent?.branch ?? null,
    department: call.agent?.department ?? null,
    campaign: call.campaign,
    tags: call.tags,
    leadId: call.leadId,
    ...(call.direction === 'inbound' && call.ringSeconds !== null && { waitSeconds: call.ringSeconds }),
  };
}

import type { EventType, LeadEventDetail, RedialEvent } from '../../shared/contracts/events.ts';
import type { Decision, RecordedDecision } from '../../shared/domain/reassignment.ts';

/** What a decision is called on the bus; one that only waits is no news yet. */
const eventTypes = {
  assigned: 'Lead Reassigned',
  reassigned: 'Lead Reassigned',
  kept: 'Lead Kept',
  pooled: 'Lead Pooled',
  deferred: undefined,
} as const satisfies Record<Decision['kind'], EventType | undefined>;

type StoredDecision = { workspace: string; leadVersion: number; decision: RecordedDecision };

/** The event of a decision that was stored with its lead, if it is one. */
export function leadEventOf({ workspace, leadVersion, decision }: StoredDecision): RedialEvent<LeadEventDetail> | undefined {
  const type = eventTypes[decision.kind];
  if (!type) return undefined;
  return {
    source: 'redial',
    'detail-type': type,
    detail: {
      eventId: `${decision.leadId}.${decision.id}`,
      workspace,
      version: leadVersion,
      occurredAt: decision.at,
      leadId: decision.leadId,
      callId: decision.callId,
      from: decision.from,
      to: 'to' in decision ? decision.to : null,
      reason: decision.reason,
    },
  };
}

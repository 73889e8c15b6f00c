import { dayOf } from './business-day.ts';
import type { RecordedCall } from './call.ts';
import type { FollowUpEnd } from './follow-up.ts';
import { latest } from './instant.ts';
import type { FollowUp } from './lead.ts';

/**
 * How a call ends a follow-up: it is connected, on the follow-up's day or later, and nobody agreed on the follow-up in it or after it.
 * Undefined where it does not. A correction says something of a call that was before, so its own time does not count.
 */
export function endByCall(followUp: FollowUp | null, { id, call, facts, frame }: RecordedCall): FollowUpEnd | undefined {
  if (!followUp || !call.connected || followUp.callId === id) return undefined;
  const wasTold = latest(facts.filter(({ source }) => source === 'dialler' || source === 'agent').map(({ occurredAt }) => occurredAt));
  const isAfter = wasTold !== undefined && wasTold >= followUp.createdAt;
  return isAfter && dayOf(followUp.at, frame.timezone) <= call.day ? { resolution: 'spoken-to', callId: id } : undefined;
}

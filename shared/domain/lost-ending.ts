import type { RecordedCall } from './call.ts';
import type { Fact } from './fact.ts';
import { type Instant, secondsBetween } from './instant.ts';

/** A call in progress is a lease that every word of it renews; hardly any conversation goes on for longer without one. */
export const leaseSeconds = 2 * 60 * 60;

/**
 * The fact that ends a call whose ending was lost; undefined while it may still go on.
 * The last word of telephony decides: a call that was answered was a conversation of unknown length, any other was not picked up.
 * It is the weakest of endings: a real one, however late, takes its place.
 */
export function lostEnding({ facts, call }: Pick<RecordedCall, 'facts' | 'call'>, now: Instant): Omit<Fact, 'id'> | undefined {
  if (call.ended || secondsBetween(call.heardAt, now) <= leaseSeconds) return undefined;
  const answered = facts.some(({ signal }) => signal === 'answered');
  return {
    source: 'sweep',
    signal: answered ? 'called' : 'unanswered',
    reason: 'no-terminal-event',
    occurredAt: call.heardAt,
    receivedAt: now,
  };
}

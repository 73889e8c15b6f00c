import type { Meaning } from './meaning-of.ts';
import type { Leg } from './parties-of.ts';

/** What happened on an agent's leg, said of the call: an agent who cannot be reached is not a lead who did not pick up. */
export function onLeg(leg: Leg, meaning: Meaning): Meaning {
  if (leg === 'lead') return meaning;
  if (leg === 'agent-first' && meaning.signal === 'answered') return { signal: 'progress' };
  if (meaning.signal !== 'unanswered' && meaning.signal !== 'busy') return meaning;
  const gaveUp = leg === 'agent-rung' && (meaning.reason === 'canceled' || meaning.reason === 'abandoned');
  return { signal: 'unanswered', reason: gaveUp ? 'abandoned' : 'agent-unavailable' };
}

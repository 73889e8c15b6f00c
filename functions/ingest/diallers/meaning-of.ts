import type { Signal } from '../../../shared/domain/fact.ts';
import type { Direction, Reason, Status } from '../../../shared/domain/status.ts';
import { mappedWord } from './mapped-word.ts';

/** What a status word says. A disposition alone says nothing of telephony, hence the signal `unknown` beside it. */
export type Meaning = { signal: Signal; reason?: Reason; disposition?: Status };

/** The seven statuses, as people write them: they stand as they are said. */
const statusMeanings = {
  Called: { signal: 'called' },
  Busy: { signal: 'busy' },
  'No Answer': { signal: 'no-answer' },
  Missed: { signal: 'missed' },
  'In-progress': { signal: 'progress' },
  'Follow up': { signal: 'unknown', disposition: 'Follow up' },
  Rescheduled: { signal: 'unknown', disposition: 'Rescheduled' },
} as const satisfies Record<Status, Meaning>;

/** The words of telephony: talk time and direction decide what most of them become. */
const telephonyMeanings = {
  queued: { signal: 'progress' },
  initiated: { signal: 'progress' },
  ringing: { signal: 'progress' },
  answered: { signal: 'answered' },
  'in-progress': { signal: 'answered' },
  completed: { signal: 'completed' },
  busy: { signal: 'busy' },
  'no-answer': { signal: 'unanswered' },
  unanswered: { signal: 'unanswered' },
  timeout: { signal: 'unanswered' },
  failed: { signal: 'unanswered', reason: 'failed' },
  canceled: { signal: 'unanswered', reason: 'canceled' },
  cancelled: { signal: 'unanswered', reason: 'canceled' },
  rejected: { signal: 'unanswered', reason: 'rejected' },
  abandoned: { signal: 'unanswered', reason: 'abandoned' },
  machine: { signal: 'unanswered', reason: 'machine' },
  voicemail: { signal: 'unanswered', reason: 'voicemail' },
  'agent-unavailable': { signal: 'unanswered', reason: 'agent-unavailable' },
} as const satisfies Record<string, Meaning>;

const exact = new Map<string, Meaning>(Object.entries({ ...statusMeanings, ...telephonyMeanings }));
const lowerCased = new Map(
  [...Object.entries(statusMeanings), ...Object.entries(telephonyMeanings)].map(([word, it]) => [word.toLowerCase(), it]),
);

/**
 * What a dialler's status word means. The account's own dictionary is looked at first, then the dialler's; case, blanks and underscores matter
 * only where they tell a status that people chose from a word of telephony (`No Answer` stands, `no-answer` depends on the direction).
 */
export function meaningOf(
  word: string,
  context: {
    statusMap: Readonly<Record<string, string>>;
    direction: Direction | undefined;
    /** Words of the dialler itself, to the ones above; those of the account go first. */
    words?: Readonly<Record<string, string>>;
  },
): Meaning {
  const meaning = known(mappedWord(word, context.statusMap) ?? mappedWord(word, context.words ?? {}) ?? word.trim()) ?? {
    signal: 'unknown',
  };
  // An inbound caller who hangs up before an answer abandons the call; only who places a call can cancel it.
  return meaning.reason === 'canceled' && context.direction === 'inbound' ? { ...meaning, reason: 'abandoned' } : meaning;
}

/** The words that mean something: what a dictionary can make of a dialler's. */
export const ourWords: readonly string[] = [...exact.keys()];

export function isOurWord(word: string): boolean {
  return known(word.trim()) !== undefined;
}

function known(word: string): Meaning | undefined {
  const lower = word.toLowerCase();
  return exact.get(word) ?? lowerCased.get(lower) ?? lowerCased.get(lower.replaceAll('_', '-'));
}

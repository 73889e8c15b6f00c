import type { FactSource, Signal } from '../domain/fact.ts';
import type { Direction, Reason, Status } from '../domain/status.ts';

// How words are kept in items. Kept items are read by these for as long as they live: add codes, never change one.

export const statusCodes = {
  Called: 'C',
  Busy: 'B',
  'No Answer': 'N',
  Missed: 'M',
  'In-progress': 'P',
  'Follow up': 'F',
  Rescheduled: 'R',
} as const satisfies Record<Status, string>;

export const directionCodes = { inbound: 'i', outbound: 'o' } as const satisfies Record<Direction, string>;

export const sourceCodes = { dialler: 'd', agent: 'a', correction: 'c', sweep: 's' } as const satisfies Record<FactSource, string>;

export const signalCodes = {
  unknown: 'u',
  progress: 'p',
  answered: 'a',
  completed: 'e',
  unanswered: 'x',
  'no-answer': 'n',
  missed: 'm',
  busy: 'b',
  called: 'c',
} as const satisfies Record<Signal, string>;

export const reasonCodes = {
  canceled: 'c',
  abandoned: 'a',
  rejected: 'r',
  failed: 'f',
  machine: 'm',
  voicemail: 'v',
  'agent-unavailable': 'u',
  'no-terminal-event': 't',
} as const satisfies Record<Reason, string>;

/** The word of a code. @throws Error for a code of a newer version than this. */
export function wordsOf<Word extends string>(codes: Record<Word, string>): (code: string) => Word {
  const words = new Map<string, Word>((Object.keys(codes) as Word[]).map((word) => [codes[word], word])); // Object.keys forgets its keys
  return (code) => {
    const word = words.get(code);
    if (word === undefined) throw new Error(`Cannot read a stored call: "${code}" is none of the codes ${[...words.keys()].join(' ')}`);
    return word;
  };
}

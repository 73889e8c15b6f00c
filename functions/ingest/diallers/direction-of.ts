import type { Direction } from '../../../shared/domain/status.ts';

const words: readonly (readonly [RegExp, Direction])[] = [
  [/^(?:in|inbound|incoming)(?:[-_ ].*)?$/i, 'inbound'],
  [/^(?:out|outbound|outgoing)(?:[-_ ].*)?$/i, 'outbound'],
];

/** What a dialler's word says of the direction: `incoming`, `outbound-api`, …; undefined for any other. */
export function directionOf(word: string): Direction | undefined {
  return words.find(([pattern]) => pattern.test(word.trim()))?.[1];
}

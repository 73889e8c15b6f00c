import { isTerminal } from '../../../shared/domain/outcome-of.ts';
import type { Meaning } from './meaning-of.ts';

/** Talk time of a message whose duration counts from the answer: an ending without an answer has none, and what goes on says none. */
export function talkStatedBy({ signal }: Meaning, durationSeconds: number | undefined): number | undefined {
  if (signal === 'completed' || signal === 'called') return durationSeconds;
  return isTerminal(signal) ? 0 : undefined;
}

import { type Status, statuses } from '../../../shared/domain/status.ts';
import { mappedWord } from './mapped-word.ts';

/**
 * The status that an agent's disposition stands for: one of the seven, as it is or by the account's own dictionary.
 * Undefined for any other text, which is the agent's remark: it changes no status.
 */
export function dispositionOf(text: string, statusMap: Readonly<Record<string, string>>): Status | undefined {
  const word = (mappedWord(text, statusMap) ?? text.trim()).toLowerCase();
  return statuses.find((status) => status.toLowerCase() === word);
}

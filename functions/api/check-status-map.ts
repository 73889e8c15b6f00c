import { directionOf } from '../ingest/diallers/direction-of.ts';
import { isOurWord, ourWords } from '../ingest/diallers/meaning-of.ts';

/** What is wrong with a connection's dictionary: words that it makes of a dialler's, and that mean nothing. */
export function checkStatusMap(statusMap: Readonly<Record<string, string>> = {}): { path: string; message: string }[] {
  const wrong = Object.entries(statusMap).filter(([, ours]) => !isOurs(ours));
  const expected = [...ourWords, 'inbound', 'outbound', 'ignore'].join(', ');
  return wrong.map(([word, ours]) => ({ path: `statusMap.${word}`, message: `"${ours}" is none of our words: ${expected}` }));
}

function isOurs(word: string): boolean {
  return isOurWord(word) || directionOf(word) !== undefined || word.trim() === 'ignore';
}

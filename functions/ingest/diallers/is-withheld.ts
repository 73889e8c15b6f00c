/** Words that stand in a number's place where the caller's is withheld. */
const withheldWords: ReadonlySet<string> = new Set([
  'anonymous',
  'blocked',
  'n/a',
  'none',
  'private',
  'restricted',
  'unavailable',
  'unknown',
  'withheld',
]);

/** The same words spelled on a keypad (2 is ABC, 3 is DEF, …), as some carriers send them: ANONYMOUS, BLOCKED, RESTRICTED, UNAVAILABLE, UNKNOWN. */
const withheldNumbers: ReadonlySet<string> = new Set(['+266696687', '+2562533', '+7378742833', '+86282452253', '+8656696']);

/** Whether a caller's number is one of the words, or keypad spellings of them, that stand for none. */
export function isWithheld(text: string): boolean {
  const trimmed = text.trim();
  return withheldWords.has(trimmed.toLowerCase()) || withheldNumbers.has(trimmed);
}

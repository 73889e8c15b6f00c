/** What a dictionary makes of a word, whatever its case; undefined where the word is not in it. */
export function mappedWord(word: string, dictionary: Readonly<Record<string, string>>): string | undefined {
  const trimmed = word.trim();
  if (Object.hasOwn(dictionary, trimmed)) return dictionary[trimmed]?.trim();
  const other = Object.keys(dictionary).find((key) => key.toLowerCase() === trimmed.toLowerCase());
  return other === undefined ? undefined : dictionary[other]?.trim();
}

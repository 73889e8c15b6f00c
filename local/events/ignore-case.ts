/**
 * A regular expression (its source) for the text in any case: each character as it is lower- or upper-cased alone,
 * as the rules engine of EventBridge does it, so `ß` also stands for `SS`.
 */
export function ignoreCase(text: string): string {
  return [...text].map((character) => `(?:${escaped(character.toLowerCase())}|${escaped(character.toUpperCase())})`).join('');
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

import { type PatternPlace, refused } from './pattern-place.ts';

/**
 * `{ "wildcard": "calls/*.csv" }`: `*` stands for any number of characters, `\*` for itself, `\\` for a backslash.
 * Two wildcards in a row and any other escape are refused.
 */
export function wildcard(text: string, place: PatternPlace): (value: string) => boolean {
  const [head = '', ...rest] = literalsOf(text, place);
  const tail = rest.pop();
  if (tail === undefined) return (value) => value === head;
  return (value) => {
    if (!value.startsWith(head)) return false;
    const from = endOfLiterals(value, rest, head.length);
    return from >= 0 && value.length - tail.length >= from && value.endsWith(tail);
  };
}

/** What stands between the wildcards, escapes resolved: one piece more than there are wildcards. */
function literalsOf(text: string, place: PatternPlace): string[] {
  if (!/^(?:\\[*\\]|\*(?!\*)|[^*\\])*$/.test(text)) {
    const rule = 'no two * in a row, and a backslash only before * or another backslash';
    throw refused(place, `has the "wildcard" ${JSON.stringify(text)}; ${rule} is allowed`);
  }
  const literals = [''];
  for (const [token] of text.matchAll(/\\[*\\]|\*|[^*\\]+/g)) {
    if (token === '*') literals.push('');
    else literals.push(`${literals.pop()}${token.startsWith('\\') ? token.slice(1) : token}`);
  }
  return literals;
}

/** Taking each literal at its first place is enough: a later one only leaves less for those that follow. */
function endOfLiterals(value: string, literals: string[], start: number): number {
  let from = start;
  for (const literal of literals) {
    const at = value.indexOf(literal, from);
    if (at < 0) return -1;
    from = at + literal.length;
  }
  return from;
}

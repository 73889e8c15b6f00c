import { invalid } from '../service-error.ts';

export type Token = { kind: 'word' | 'name' | 'value' | 'number' | 'symbol'; text: string };

const pattern =
  /\s*(?:(?<name>#[A-Za-z0-9_]+)|(?<value>:[A-Za-z0-9_]+)|(?<word>[A-Za-z_][A-Za-z0-9_]*)|(?<number>\d+)|(?<symbol><>|<=|>=|[=<>(),.[\]+-]))/y;
const kinds = ['name', 'value', 'word', 'number', 'symbol'] as const;
const mostBytes = 4096;

/** The parts of an expression. @throws ServiceError for a character that no expression has, or for more than 4 kB. */
export function tokensOf(expression: string, parameter: string): Token[] {
  if (expression.trim() === '') throw invalid(`Invalid ${parameter}: The expression can not be empty;`);
  if (Buffer.byteLength(expression) > mostBytes)
    throw invalid(`Invalid ${parameter}: Expression size has exceeded the maximum allowed size;`);
  const text = expression.trimEnd();
  const tokens: Token[] = [];
  for (pattern.lastIndex = 0; pattern.lastIndex < text.length; ) {
    const at = pattern.lastIndex;
    const groups = pattern.exec(text)?.groups;
    const kind = kinds.find((one) => groups?.[one] !== undefined);
    if (kind === undefined)
      throw invalid(`Invalid ${parameter}: Syntax error; token: "${text.slice(at).trim().charAt(0)}", near: "${text.slice(at, at + 10)}"`);
    tokens.push({ kind, text: groups?.[kind] ?? '' });
  }
  return tokens;
}

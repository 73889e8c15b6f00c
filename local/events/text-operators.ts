import { ignoreCase } from './ignore-case.ts';
import type { PatternPlace } from './pattern-place.ts';
import { wildcard } from './wildcard.ts';

type TextTest = (value: string) => boolean;

/** The operators on strings that `anything-but` can turn round. */
export const textOperators = new Map<string, (text: string, place: PatternPlace) => TextTest>([
  ['prefix', (text) => (value) => value.startsWith(text)],
  ['suffix', (text) => (value) => value.endsWith(text)],
  ['equals-ignore-case', (text) => matching(`^${ignoreCase(text)}$`)],
  ['wildcard', wildcard],
]);

/** `{ "prefix": { "equals-ignore-case": "…" } }` and the same of `suffix`. */
export const ignoringCase = new Map<string, (text: string) => TextTest>([
  ['prefix', (text) => matching(`^${ignoreCase(text)}`)],
  ['suffix', (text) => matching(`${ignoreCase(text)}$`)],
]);

function matching(source: string): TextTest {
  const expression = new RegExp(source);
  return (value) => expression.test(value);
}

import { isJsonObject, type JsonObject } from './json-object.ts';
import { type LeafTest, type PatternPlace, refused } from './pattern-place.ts';
import { textOperators } from './text-operators.ts';

/**
 * `{ "anything-but": … }`: any value that is there, of whatever type, but those named. Of an array one such element is enough.
 * Takes a string, a number, a list of either, or one of the text operators with a string or a list of strings.
 */
export function anythingBut(operand: unknown, place: PatternPlace): LeafTest {
  if (isJsonObject(operand)) return anythingButText(operand, place);
  const values = listed(operand);
  const strings = values.every((value) => typeof value === 'string');
  const numbers = values.every((value) => typeof value === 'number');
  // An empty list is both, a mixed one neither.
  if (strings === numbers) {
    throw refused(place, `has the "anything-but" ${JSON.stringify(operand)}; write a string, a number, or a list of strings or of numbers`);
  }
  const excluded = new Set(values);
  return (leaf) => !excluded.has(leaf);
}

function anythingButText(operand: JsonObject, place: PatternPlace): LeafTest {
  const [[name, text] = ['', undefined], ...more] = Object.entries(operand);
  const operator = textOperators.get(name);
  if (operator === undefined || more.length > 0) {
    throw refused(place, `has the "anything-but" ${JSON.stringify(operand)}; write one of ${[...textOperators.keys()].join(', ')}`);
  }
  const tests = textsOf(name, text, place).map((one) => operator(one, place));
  return (leaf) => typeof leaf !== 'string' || !tests.some((test) => test(leaf));
}

function textsOf(name: string, operand: unknown, place: PatternPlace): string[] {
  const texts = listed(operand).filter((text) => typeof text === 'string');
  const emptyAllowed = name === 'equals-ignore-case' || name === 'wildcard';
  if (texts.length === 0 || texts.length < listed(operand).length || (!emptyAllowed && texts.includes(''))) {
    const wanted = emptyAllowed ? 'a string or a list of strings' : 'a string that is not empty or a list of them';
    throw refused(place, `has the "anything-but" "${name}" ${JSON.stringify(operand)}; write ${wanted}`);
  }
  return texts;
}

function listed(operand: unknown): unknown[] {
  return Array.isArray(operand) ? operand : [operand];
}

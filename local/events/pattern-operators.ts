import { anythingBut } from './anything-but.ts';
import { cidr } from './cidr.ts';
import { isJsonObject } from './json-object.ts';
import { numeric } from './numeric.ts';
import { type LeafTest, type Operator, type PatternPlace, refused } from './pattern-place.ts';
import { ignoringCase, textOperators } from './text-operators.ts';

/** Every operator that tests a value. `exists` is not among them: it asks for the field. */
export const patternOperators = new Map<string, Operator>([
  ...[...textOperators.keys()].map((name): [string, Operator] => [name, (operand, place) => textTest(name, operand, place)]),
  ['numeric', numeric],
  ['cidr', cidr],
  ['anything-but', anythingBut],
]);

function textTest(name: string, operand: unknown, place: PatternPlace): LeafTest {
  const test = typeof operand === 'string' ? textOperators.get(name)?.(operand, place) : testIgnoringCase(name, operand);
  if (test === undefined) {
    const alternative = ignoringCase.has(name) ? ' or { "equals-ignore-case": … } with one' : '';
    throw refused(place, `has the "${name}" ${JSON.stringify(operand)}; write a string${alternative}`);
  }
  return (leaf) => typeof leaf === 'string' && test(leaf);
}

function testIgnoringCase(name: string, operand: unknown) {
  const [[inner, text] = [], ...more] = isJsonObject(operand) ? Object.entries(operand) : [];
  if (inner !== 'equals-ignore-case' || typeof text !== 'string' || more.length > 0) return undefined;
  return ignoringCase.get(name)?.(text);
}

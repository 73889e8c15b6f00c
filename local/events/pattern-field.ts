import { ipAddress } from './ip-address.ts';
import { isJsonObject, type JsonObject } from './json-object.ts';
import { patternOperators } from './pattern-operators.ts';
import { type LeafTest, type PatternPlace, refused } from './pattern-place.ts';

/** One field of a pattern: it matches where one of its leaves passes the test, or, if that is allowed, where it has none. */
export type PatternField = { path: string; mayBeAbsent: boolean; test: LeafTest };

/** Compiles what a pattern lists for one field, any of which is enough: values, and objects of one operator. */
export function patternField(listed: unknown[], place: PatternPlace): PatternField {
  if (listed.length === 0) throw refused(place, 'lists nothing; an empty array is not allowed');
  const exact = new Set<unknown>();
  const field = { path: place.path, mayBeAbsent: false };
  const tests: LeafTest[] = [];
  for (const entry of listed) {
    const test = isJsonObject(entry) ? operatorTest(entry, place) : valueTest(entry, place);
    if (test === 'absent') field.mayBeAbsent = true;
    else if (test === 'exact') exact.add(entry);
    else tests.push(test);
  }
  return { ...field, test: anyOf(exact, tests) };
}

function operatorTest(expression: JsonObject, place: PatternPlace): LeafTest | 'absent' {
  const [[name, operand] = [], ...more] = Object.entries(expression);
  if (name === undefined || more.length > 0) {
    throw refused(place, `has ${JSON.stringify(expression)}; write one operator an object`);
  }
  if (name === 'exists') return existence(operand, place);
  const operator = patternOperators.get(name);
  if (operator === undefined) throw unknown(name, place);
  return operator(operand, place);
}

function existence(operand: unknown, place: PatternPlace): LeafTest | 'absent' {
  if (typeof operand !== 'boolean') throw refused(place, `has the "exists" ${JSON.stringify(operand)}; write true or false`);
  return operand ? () => true : 'absent';
}

/** EventBridge compares a value that is an IP address as an address: `::1` also matches `0:0:0:0:0:0:0:1`. */
function valueTest(value: unknown, place: PatternPlace): LeafTest | 'exact' {
  if (Array.isArray(value) || typeof value === 'undefined') {
    throw refused(place, `lists ${JSON.stringify(value)}; write strings, numbers, true, false, null or objects of one operator`);
  }
  const address = typeof value === 'string' ? ipAddress(value) : undefined;
  if (address === undefined) return 'exact';
  return (leaf) => {
    const other = typeof leaf === 'string' ? ipAddress(leaf) : undefined;
    return other !== undefined && other.bits === address.bits && other.value === address.value;
  };
}

function anyOf(exact: Set<unknown>, tests: LeafTest[]): LeafTest {
  if (tests.length === 0 && exact.size === 1) return equalTo([...exact][0]);
  if (tests.length === 0) return (leaf) => exact.has(leaf);
  const [only] = tests;
  if (only !== undefined && tests.length === 1 && exact.size === 0) return only;
  return (leaf) => exact.has(leaf) || tests.some((test) => test(leaf));
}

function equalTo(value: unknown): LeafTest {
  return (leaf) => leaf === value;
}

function unknown(name: string, place: PatternPlace) {
  const known = ['exists', ...patternOperators.keys()].join(', ');
  const asField = /(^|\.)\$or$/.test(place.path)
    ? '; "$or" is an ordinary field here, because every "$or" of a pattern must list at least two objects none of whose fields is named like an operator'
    : '';
  return refused(place, `has the operator "${name}", which is not known; known are ${known}${asField}`);
}

import * as fc from 'fast-check';

const numbers = ['0', '1', '2', '-1.50', '1e2', '10', '0.1', '3.0', '99999999999999999999999999999999999999'].map((N) => ({ N }));

/** Values that meet each other often, with those that stand at an edge. */
const good: readonly object[] = [
  ...numbers,
  ...['', 'x', 'xy', 'é', '\u{1f600}', '\uffee'].map((S) => ({ S })),
  ...['', 'eA==', 'eHk='].map((B) => ({ B })),
  { BOOL: true },
  { BOOL: false },
  { NULL: true },
  { SS: ['x'] },
  { SS: ['x', 'xy'] },
  { NS: ['1', '1e2'] },
  { BS: ['eA==', 'eHk='] },
  { L: [] },
  { L: [{ N: '1' }, { S: 'x' }] },
  { M: {} },
  { M: { x: { N: '1' }, y: { L: [{ S: 'xy' }] } } },
];

/** What DynamoDB refuses as a value. */
const bad: readonly object[] = [
  { SS: [] },
  { SS: ['x', 'x'] },
  { NS: ['1', '1.0'] },
  { N: 'one' },
  { N: '1e126' },
  { N: '123456789012345678901234567890123456789' },
  { NULL: false },
  {},
];

const all = [...good, ...bad];
const index = fc.oneof(
  { weight: 100, arbitrary: fc.nat(good.length - 1) },
  { weight: 1, arbitrary: fc.integer({ min: good.length, max: all.length - 1 }) },
);

export const wireValue = index.map((at) => all[at] ?? {});

/** A value's placeholder says which it is. */
export const placeholder = index.map((at) => `:v${at}`);
export const numberPlaceholder = fc.nat(numbers.length - 1).map((at) => `:v${at}`);

/** What stands for the placeholders of these expressions, as parameters of a request; `more` are values of its own. */
export function placeholdersIn(expressions: readonly (string | undefined)[], more: Record<string, object> = {}): object {
  const text = expressions.join(' ');
  const values = { ...more };
  for (const [name, at] of text.matchAll(/:v(\d+)/g)) values[name] = all[Number(at)] ?? {};
  return {
    ...(text.includes('#n') && { ExpressionAttributeNames: { '#n': 'name' } }),
    ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
  };
}

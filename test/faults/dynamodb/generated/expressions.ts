import * as fc from 'fast-check';
import { numberPlaceholder, placeholder } from './values.ts';

const place = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom('a', 'b', '#n') },
  { weight: 2, arbitrary: fc.constantFrom('m', 'm.x', 'm.y', 'l', 'l[0]', 'l[1]') },
  { weight: 1, arbitrary: fc.constantFrom('m.y[0]', 'm.y[1]', 'l[7]', 'm.#n') },
);
/** Keys may be looked at, but not changed; `name` is a reserved word. */
const path = fc.oneof({ weight: 20, arbitrary: place }, { weight: 1, arbitrary: fc.constantFrom('g', 'o', 'sk', 'name') });
const operand = fc.oneof({ weight: 3, arbitrary: path }, { weight: 4, arbitrary: placeholder });
const sized = fc.oneof({ weight: 5, arbitrary: operand }, { weight: 1, arbitrary: path.map((one) => `size(${one})`) });

export const comparator = fc.constantFrom('=', '<>', '<', '<=', '>', '>=');

const spaced = (...parts: fc.Arbitrary<string>[]) => fc.tuple(...parts).map((texts) => texts.join(' '));
const text = (value: string) => fc.constant(value);

const simple = fc.oneof(
  spaced(sized, comparator, sized),
  spaced(sized, text('BETWEEN'), numberPlaceholder, text('AND'), numberPlaceholder),
  fc.tuple(sized, fc.array(sized, { minLength: 1, maxLength: 3 })).map(([value, members]) => `${value} IN (${members.join(', ')})`),
  path.map((one) => `attribute_exists(${one})`),
  path.map((one) => `attribute_not_exists(${one})`),
  fc.tuple(fc.constantFrom('begins_with', 'contains'), path, operand).map(([name, one, other]) => `${name}(${one}, ${other})`),
);

const { compound } = fc.letrec<{ compound: string }>((tie) => ({
  compound: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { weight: 4, arbitrary: simple },
    { weight: 1, arbitrary: spaced(tie('compound'), fc.constantFrom('AND', 'or'), tie('compound')) },
    { weight: 1, arbitrary: spaced(text('NOT'), tie('compound')) },
    { weight: 1, arbitrary: tie('compound').map((one) => `(${one})`) },
  ),
}));

/** Now and then with a character missing. */
function written(expression: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc
    .tuple(
      expression,
      fc.nat(600).map((less) => 600 - less),
    )
    .map(([whole, at]) => (at < whole.length ? whole.slice(0, at) + whole.slice(at + 1) : whole));
}

export const condition = written(compound);

const term = fc.oneof(
  { weight: 5, arbitrary: placeholder },
  { weight: 2, arbitrary: path },
  { weight: 2, arbitrary: fc.tuple(path, operand).map(([one, other]) => `if_not_exists(${one}, ${other})`) },
  { weight: 1, arbitrary: fc.tuple(operand, operand).map(([one, other]) => `list_append(${one}, ${other})`) },
);
const number = fc.oneof({ weight: 3, arbitrary: numberPlaceholder }, { weight: 1, arbitrary: term });
const given = fc.oneof({ weight: 3, arbitrary: term }, { weight: 1, arbitrary: spaced(term, fc.constantFrom('+', '-'), number) });

const actions = {
  SET: fc.oneof(
    { weight: 9, arbitrary: spaced(place, text('='), given) },
    // Only right types: DynamoDB Local lets an update give an index key a wrong one.
    { weight: 1, arbitrary: fc.constantFrom('o = :v1', 'o = :v2', 'o = if_not_exists(o, :v0)') },
  ),
  remove: fc.oneof({ weight: 9, arbitrary: place }, { weight: 1, arbitrary: fc.constantFrom('g', 'o') }),
  ADD: spaced(place, fc.oneof({ weight: 3, arbitrary: numberPlaceholder }, { weight: 1, arbitrary: placeholder })),
  DELETE: spaced(place, placeholder),
};
const clauses = Object.entries(actions).map(([word, action]) =>
  fc.array(action, { minLength: 1, maxLength: 2 }).map((all) => `${word} ${all.join(', ')}`),
);

export const update = written(fc.subarray(clauses, { minLength: 1, maxLength: 2 }).chain((some) => spaced(...some)));

export const projection = fc.oneof(
  { weight: 20, arbitrary: fc.constantFrom('a', 'a, m.x', 'm.x, m.y[0]', 'pk, sk, m', 'pk, sk, #n', 'l[1], l[0]') },
  { weight: 1, arbitrary: fc.constantFrom('a, a.x', 'm.x, m[0]', 'name') },
);

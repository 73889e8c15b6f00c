import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compilePattern } from '../../../local/events/pattern.ts';
import { type Listed, patternOracle, type Scalar } from './pattern-oracle.ts';

const scalar: fc.Arbitrary<Scalar> = fc.oneof(
  fc.constantFrom('x', 'xy', 'Busy', '', '5', 5, 0, -1.5, true, false, null),
  fc.string({ unit: 'grapheme' }),
);
const name = fc.constantFrom('a', 'b', 'c', 'a.b');
const path = fc.constantFrom('a', 'b', 'c', 'a.b', 'a.c', 'b.a', 'b.c', 'a.b.c');

/** Events as JSON gives them, small and deep, so that patterns on a few names often find something. */
function eventOf(names: fc.Arbitrary<string>): fc.Arbitrary<Record<string, unknown>> {
  const { object } = fc.letrec<{ node: unknown; object: Record<string, unknown> }>((tie) => ({
    node: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constantFrom('x', 'xy', 5, null),
      tie('object'),
      fc.array(tie('node'), { maxLength: 3 }),
    ),
    object: fc.dictionary(names, tie('node'), { maxKeys: 4, noNullPrototype: true }),
  }));
  return object.map((event) => JSON.parse(JSON.stringify(event)));
}

const listed = fc.array(
  fc.oneof(
    fc.constantFrom<Listed>('x', 'xy', 5, null),
    fc.boolean().map((exists) => ({ exists })),
    fc.constantFrom('x', 'xy').map((prefix) => ({ prefix })),
    fc.constantFrom('x', 'xy').map((text) => ({ 'anything-but': text })),
  ),
  { minLength: 1, maxLength: 2 },
);
const flatPattern = fc.dictionary(path, listed, { minKeys: 1, maxKeys: 4, noNullPrototype: true });

describe('compilePattern, of any pattern and event', () => {
  it('agrees with the slow reading that spreads the event into leaves', () => {
    let matched = 0;
    const agrees = (pattern: Record<string, Listed[]>, event: unknown) => {
      const expected = patternOracle(pattern, event);
      matched += expected ? 1 : 0;
      expect(compilePattern(pattern)(event)).toBe(expected);
    };
    fc.assert(fc.property(flatPattern, eventOf(name), agrees), { numRuns: 5000 });
    expect(matched).toBeGreaterThan(250);
  });

  it('matches an event by a pattern of its own values', () => {
    const withPattern = eventOf(fc.constantFrom('a', 'b', 'c', 'd')).chain((event) =>
      fc.infiniteStream(fc.nat()).map((picks) => ({ event, pattern: ownValues(event, () => picks.next().value) })),
    );
    fc.assert(
      fc.property(withPattern, ({ event, pattern }) => {
        fc.pre(pattern !== undefined);
        expect(compilePattern(pattern)(event)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('never matches a single value by anything but that value, and always another', () => {
    const excluded = scalar.filter((value) => typeof value === 'string' || typeof value === 'number');
    fc.assert(
      fc.property(excluded, scalar, (value, other) => {
        const matches = compilePattern({ a: [{ 'anything-but': value }] });
        expect(matches({ a: value })).toBe(false);
        expect(matches({ a: [value, value] })).toBe(false);
        expect(matches({ a: other })).toBe(other !== value);
      }),
    );
  });

  it('matches $or where one of its alternatives matches alone', () => {
    const alternatives = fc.array(flatPattern, { minLength: 2, maxLength: 4 });
    fc.assert(
      fc.property(alternatives, eventOf(name), (several, event) => {
        const alone = several.some((pattern) => compilePattern(pattern)(event));
        expect(compilePattern({ $or: several })(event)).toBe(alone);
      }),
      { numRuns: 1000 },
    );
  });

  it('matches a field beside $or as it does in every alternative', () => {
    const beside = fc.tuple(listed, fc.array(flatPattern, { minLength: 2, maxLength: 3 }), eventOf(name));
    fc.assert(
      fc.property(beside, ([values, several, event]) => {
        const inEach = several.map((pattern) => ({ d: pattern, a: values }));
        const outside = compilePattern({ a: values, d: { $or: several } });
        expect(outside(event)).toBe(compilePattern({ $or: inEach })(event));
      }),
      { numRuns: 1000 },
    );
  });

  it('does not care for the order of fields, nor of the values of one', () => {
    fc.assert(
      fc.property(flatPattern, eventOf(name), (pattern, event) => {
        const reversed = Object.fromEntries(
          Object.entries(pattern)
            .reverse()
            .map(([field, values]) => [field, values.toReversed()]),
        );
        expect(compilePattern(reversed)(event)).toBe(compilePattern(pattern)(event));
      }),
      { numRuns: 1000 },
    );
  });

  it('finds a wildcard made from a text by leaving parts out', () => {
    const parts = fc.array(fc.tuple(fc.string({ minLength: 1 }), fc.string({ unit: fc.constantFrom('a', 'b') })), { maxLength: 6 });
    fc.assert(
      fc.property(parts, (pieces) => {
        const text = pieces.map(([kept, left]) => kept + left).join('');
        const wildcard = pieces.map(([kept]) => `${kept.replace(/[*\\]/g, '\\$&')}*`).join('');
        expect(compilePattern({ a: [{ wildcard }] })({ a: text })).toBe(true);
        expect(compilePattern({ a: [{ 'anything-but': { wildcard } }] })({ a: text })).toBe(false);
      }),
    );
  });

  it('agrees with a regular expression on wildcards', () => {
    const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*'), maxLength: 8 }).filter((text) => !text.includes('**'));
    fc.assert(
      fc.property(pattern, fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 10 }), (wildcard, text) => {
        const expected = new RegExp(`^${wildcard.replaceAll('*', '.*')}$`).test(text);
        expect(compilePattern({ a: [{ wildcard }] })({ a: text })).toBe(expected);
      }),
      { numRuns: 2000 },
    );
  });
});

/** A pattern of what the event says, of one element of each array, or nothing where the event says nothing. */
function ownValues(node: unknown, pick: () => number): unknown {
  if (Array.isArray(node)) return node.length === 0 ? undefined : ownValues(node[pick() % node.length], pick);
  if (typeof node !== 'object' || node === null) return [node];
  const fields = Object.entries(node).flatMap(([field, value]) => {
    const values = ownValues(value, pick);
    return values === undefined ? [] : [[field, values]];
  });
  return fields.length === 0 ? undefined : Object.fromEntries(fields);
}

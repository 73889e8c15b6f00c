import { type LeafTest, type PatternPlace, refused } from './pattern-place.ts';

type Comparison = (value: number, limit: number) => boolean;

const comparisons = new Map<unknown, Comparison>([
  ['=', (value, limit) => value === limit],
  ['<', (value, limit) => value < limit],
  ['<=', (value, limit) => value <= limit],
  ['>', (value, limit) => value > limit],
  ['>=', (value, limit) => value >= limit],
]);

/**
 * `{ "numeric": [">=", 0, "<", 5] }`: JSON numbers, compared as doubles. One comparison, or a lower bound and then an upper one.
 * Refused where the source writes numbers as strings, as DynamoDB streams do: it would never match there.
 */
export function numeric(operand: unknown, place: PatternPlace): LeafTest {
  if (!place.numericAllowed) {
    throw refused(place, 'uses "numeric", but this source (a DynamoDB stream) writes numbers as strings; compare with strings instead');
  }
  const terms = Array.isArray(operand) ? operand : [];
  const first = comparisonOf(terms[0], terms[1]);
  if (first === undefined) throw malformed(operand, place);
  if (terms.length === 2) return (leaf) => typeof leaf === 'number' && first(leaf);
  const second = comparisonOf(terms[2], terms[3]);
  if (second === undefined || !isRange(terms)) throw malformed(operand, place);
  return (leaf) => typeof leaf === 'number' && first(leaf) && second(leaf);
}

function comparisonOf(operator: unknown, limit: unknown): ((value: number) => boolean) | undefined {
  const comparison = comparisons.get(operator);
  if (comparison === undefined || !Number.isFinite(limit)) return undefined;
  // isFinite is true of numbers alone, which its type does not say.
  return (value) => comparison(value, limit as number);
}

function isRange(terms: unknown[]): boolean {
  const [lower, bottom, upper, top] = terms;
  const ordered = typeof bottom === 'number' && typeof top === 'number' && bottom < top;
  return terms.length === 4 && (lower === '>' || lower === '>=') && (upper === '<' || upper === '<=') && ordered;
}

function malformed(operand: unknown, place: PatternPlace) {
  const wanted = 'one of = < <= > >= and a number, or a lower and then a higher upper bound, like [">=", 0, "<", 5]';
  return refused(place, `has the "numeric" ${JSON.stringify(operand)}; write ${wanted}`);
}

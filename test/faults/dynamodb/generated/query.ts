import * as fc from 'fast-check';
import { comparator, condition, projection } from './expressions.ts';
import { numberPlaceholder, placeholder, placeholdersIn } from './values.ts';

const bound = fc.oneof({ weight: 20, arbitrary: numberPlaceholder }, { weight: 1, arbitrary: placeholder });
const sortCondition = fc.oneof(
  { weight: 2, arbitrary: fc.constant('') },
  { weight: 4, arbitrary: fc.tuple(comparator, bound).map(([sign, one]) => ` AND SORT ${sign} ${one}`) },
  { weight: 4, arbitrary: fc.tuple(bound, bound).map(([low, high]) => ` and SORT BETWEEN ${low} AND ${high}`) },
  { weight: 1, arbitrary: bound.map((one) => ` AND begins_with(SORT, ${one})`) },
);

const places = [
  { partition: 'pk', sort: 'sk', value: 'p' },
  { partition: 'pk', sort: 'o', value: 'p', IndexName: 'by-rank' },
  { partition: 'g', sort: 'o', value: 'g', IndexName: 'by-group' },
];

const optional = { requiredKeys: [] };
const options = fc.oneof(
  fc.record({ ScanIndexForward: fc.boolean(), Limit: fc.integer({ min: 1, max: 3 }), ProjectionExpression: projection }, optional),
  fc.record({ ScanIndexForward: fc.boolean(), FilterExpression: condition, ConsistentRead: fc.boolean() }, optional),
  fc.record({ Select: fc.constantFrom('COUNT', 'ALL_ATTRIBUTES', 'ALL_PROJECTED_ATTRIBUTES') }, optional),
);

/** The input of Query, but for the table and where to start. Partitions begin with the prefix. */
export function generatedQuery(prefix: string): fc.Arbitrary<Record<string, unknown>> {
  return fc.tuple(fc.constantFrom(...places), sortCondition, options).map(([{ partition, sort, value, ...index }, more, given]) => {
    const KeyConditionExpression = `${partition} = :p${more.replace('SORT', sort)}`;
    const expressions = [KeyConditionExpression, ...Object.values(given).map(String)];
    return { ...index, ...given, KeyConditionExpression, ...placeholdersIn(expressions, { ':p': { S: prefix + value } }) };
  });
}

import * as fc from 'fast-check';
import { condition, projection, update } from './expressions.ts';
import { generatedQuery } from './query.ts';
import { placeholdersIn, wireValue } from './values.ts';

/** A request as it goes over the wire. */
export type Request = { operation: string; input: Record<string, unknown> };

/** Stands in all keys; whoever sends the requests puts something else there, so that the runs of one table do not meet. */
export const prefix = 'run#';

const TableName = 'generated';
const sort = fc.constantFrom('1', '2', '10', '-1.5');
const Key = fc.tuple(fc.constantFrom('p', 'p', 'q'), sort).map(([pk, sk]) => ({ pk: { S: prefix + pk }, sk: { N: sk } }));
const group = fc.oneof(
  { weight: 20, arbitrary: fc.constantFrom<object>({ S: `${prefix}g` }, { S: `${prefix}h` }) },
  { weight: 1, arbitrary: fc.constant<object>({ N: '1' }) },
);
const attributes = { a: wireValue, b: wireValue, m: wireValue, l: wireValue, name: wireValue, g: group, o: sort.map((N) => ({ N })) };
const Item = fc.tuple(Key, fc.record(attributes, { requiredKeys: [] })).map(([key, others]) => ({ ...others, ...key }));

type Guard = { ConditionExpression?: string; ReturnValuesOnConditionCheckFailure?: string };
const guarded = fc.record({ ConditionExpression: condition, ReturnValuesOnConditionCheckFailure: fc.constantFrom('ALL_OLD', 'NONE') });
const guard = fc.oneof<fc.Arbitrary<Guard>[]>(fc.constant({}), guarded);

/** A member of a transaction; with ReturnValues, a request of its own. */
const put = fc
  .tuple(Item, guard)
  .map(([item, given]) => ({ TableName, Item: item, ...given, ...placeholdersIn([given.ConditionExpression]) }));
const deletion = fc
  .tuple(Key, guard)
  .map(([key, given]) => ({ TableName, Key: key, ...given, ...placeholdersIn([given.ConditionExpression]) }));
const check = fc
  .tuple(Key, guarded)
  .map(([key, given]) => ({ TableName, Key: key, ...given, ...placeholdersIn([given.ConditionExpression]) }));
const change = fc.tuple(Key, guard, update).map(([key, given, UpdateExpression]) => ({
  TableName,
  Key: key,
  UpdateExpression,
  ...given,
  ...placeholdersIn([given.ConditionExpression, UpdateExpression]),
}));

const action = fc.oneof(
  put.map((Put) => ({ place: placeOf(Put.Item), action: { Put } })),
  change.map((Update) => ({ place: placeOf(Update.Key), action: { Update } })),
  deletion.map((Delete) => ({ place: placeOf(Delete.Key), action: { Delete } })),
  check.map((ConditionCheck) => ({ place: placeOf(ConditionCheck.Key), action: { ConditionCheck } })),
);
const transaction = fc
  .tuple(
    // Each item once: DynamoDB Local does not refuse a second action where one of them is a ConditionCheck.
    fc.uniqueArray(action, { minLength: 1, maxLength: 3, selector: ({ place }) => place }),
    fc.option(fc.constantFrom('one', 'other'), { nil: undefined, freq: 3 }),
  )
  .map(([actions, token]) => ({
    TransactItems: actions.map((one) => one.action),
    ...(token !== undefined && { ClientRequestToken: prefix + token }),
  }));

const shown = fc
  .option(projection, { nil: undefined, freq: 3 })
  .map((ProjectionExpression) => (ProjectionExpression ? { ProjectionExpression, ...placeholdersIn([ProjectionExpression]) } : {}));
const get = fc.tuple(Key, shown, fc.boolean()).map(([key, given, ConsistentRead]) => ({ TableName, Key: key, ...given, ConsistentRead }));
const batchGet = fc
  .tuple(fc.array(Key, { minLength: 1, maxLength: 3 }), shown)
  .map(([Keys, given]) => ({ RequestItems: { [TableName]: { Keys, ...given } } }));
const batchWrite = fc
  .array(
    fc.oneof(
      Item.map((one) => ({ PutRequest: { Item: one } })),
      Key.map((one) => ({ DeleteRequest: { Key: one } })),
    ),
    {
      minLength: 1,
      maxLength: 2,
    },
  )
  .map((requests) => ({ RequestItems: { [TableName]: requests } }));

function placeOf({ pk, sk }: { pk: { S: string }; sk: { N: string } }): string {
  return `${pk.S} ${sk.N}`;
}

function returning(input: fc.Arbitrary<object>, ...wanted: string[]): fc.Arbitrary<object> {
  return fc.tuple(input, fc.constantFrom('NONE', ...wanted)).map(([of, ReturnValues]) => ({ ...of, ReturnValues }));
}

function request(weight: number, operation: string, input: fc.Arbitrary<object>) {
  return { weight, arbitrary: input.map((one): Request => ({ operation, input: { ...one } })) };
}

/** Requests of all kinds to the table `generated`; most are right, and some are not in each way that DynamoDB may refuse. */
export const generatedRequest: fc.Arbitrary<Request> = fc.oneof(
  request(6, 'PutItem', returning(put, 'ALL_OLD')),
  request(6, 'UpdateItem', returning(change, 'ALL_OLD', 'ALL_NEW', 'UPDATED_OLD', 'UPDATED_NEW')),
  request(1, 'DeleteItem', returning(deletion, 'ALL_OLD')),
  request(3, 'TransactWriteItems', transaction),
  request(1, 'BatchWriteItem', batchWrite),
  request(1, 'GetItem', get),
  request(1, 'BatchGetItem', batchGet),
  request(
    4,
    'Query',
    generatedQuery(prefix).map((input) => ({ TableName, ...input })),
  ),
);

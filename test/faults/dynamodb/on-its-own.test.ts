import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { generatedTable } from './generated/generated-table.ts';
import { type InProcessDynamoDb, type InProcessOptions, inProcessDynamoDb } from './in-process-dynamodb.ts';
import { addNumbers, canonicalNumber, compareNumbers } from './values/decimal.ts';

const stream = { StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' } };
const arn = 'arn:aws:dynamodb:eu-west-1:000000000000:table/leads';
const leads = { name: 'leads', arn, streamArn: `${arn}/stream/local`, definition: { ...generatedTable, ...stream } };
const aDatabase = (options: Partial<InProcessOptions> = {}) =>
  inProcessDynamoDb({ tables: [leads], now: () => 1_800_000_000_500, ...options });

const keyOf = (sk: number) => ({ pk: { S: 'p' }, sk: { N: String(sk) } });
const put = (db: InProcessDynamoDb, sk: number, others: object = {}) =>
  db.handle('PutItem', { TableName: 'leads', Item: { ...keyOf(sk), ...others } });
const inGroup = (db: InProcessDynamoDb) =>
  db.handle('Query', {
    TableName: 'leads',
    IndexName: 'by-group',
    KeyConditionExpression: 'g = :g',
    ExpressionAttributeValues: { ':g': { S: 'g' } },
    Select: 'COUNT',
  }).body;

describe('an index that lags', () => {
  it('shows its table as it was so many writes ago, whichever way the lag changes', () => {
    let lag = 0;
    const db = aDatabase({ lagOf: (table, index) => (table === 'leads' && index === 'by-group' ? lag : 0) });
    for (const rank of [1, 2, 3]) put(db, rank, { g: { S: 'g' }, o: { N: String(rank) } });
    db.handle('DeleteItem', { TableName: 'leads', Key: keyOf(2) });
    const counts = [0, 1, 2, 4, 9, 3, 0].map((writes) => {
      lag = writes;
      return inGroup(db);
    });
    expect(counts).toEqual([2, 3, 2, 0, 0, 1, 2].map((count) => ({ Count: count, ScannedCount: count })));
  });
});

describe('a stream', () => {
  it('tells each change once, as Lambda delivers it, and nothing of a write that changes nothing', () => {
    const db = aDatabase();
    put(db, 1, { a: { N: '1' } });
    put(db, 1, { a: { N: '1.0' } });
    put(db, 1, { a: { N: '2' } });
    db.handle('DeleteItem', { TableName: 'leads', Key: keyOf(1) });
    const records = db.streamOf('leads').records(undefined, 10);
    expect(records.map(({ eventName }) => eventName)).toEqual(['INSERT', 'MODIFY', 'REMOVE']);
    expect(records[1]).toMatchObject({
      eventSource: 'aws:dynamodb',
      eventSourceARN: `${arn}/stream/local`,
      awsRegion: 'eu-west-1',
      dynamodb: {
        ApproximateCreationDateTime: 1_800_000_000,
        Keys: keyOf(1),
        OldImage: { ...keyOf(1), a: { N: '1' } },
        NewImage: { ...keyOf(1), a: { N: '2' } },
        StreamViewType: 'NEW_AND_OLD_IMAGES',
      },
    });
  });

  it('goes on after any sequence number, and its event ids are never the same', () => {
    const db = aDatabase();
    for (let sk = 0; sk < 25; sk++) put(db, sk);
    const all = db.streamOf('leads').records(undefined, 100);
    const numbers = all.map(({ dynamodb }) => dynamodb.SequenceNumber);
    expect([...numbers].sort()).toEqual(numbers);
    expect(new Set(all.map(({ eventID }) => eventID)).size).toBe(25);
    expect(db.streamOf('leads').records(numbers[9], 5)).toEqual(all.slice(10, 15));
    expect(db.streamOf('leads').records(numbers[24], 5)).toEqual([]);
  });

  it('is refused of a table that has none', () => {
    const db = aDatabase({ tables: [{ ...leads, definition: generatedTable }] });
    expect(() => db.streamOf('leads')).toThrow('Cannot read the changes of the table leads: it has no stream');
  });
});

describe('a transaction', () => {
  const count = (db: InProcessDynamoDb, by: string) =>
    db.handle('TransactWriteItems', {
      ClientRequestToken: 'same',
      TransactItems: [
        { Update: { TableName: 'leads', Key: keyOf(1), UpdateExpression: 'ADD a :by', ExpressionAttributeValues: { ':by': { N: by } } } },
      ],
    });

  it('that comes again with its token within ten minutes does nothing, and with another content is refused', () => {
    let now = 0;
    const db = aDatabase({ now: () => now });
    const answers = [count(db, '1'), count(db, '1'), count(db, '2')];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 400]);
    expect(answers[2]?.body).toMatchObject({ __type: expect.stringContaining('IdempotentParameterMismatchException') });
    now = 10 * 60_000 + 1;
    count(db, '1');
    expect(db.items('leads')).toEqual([{ ...keyOf(1), a: { N: '2' } }]);
  });

  it('is refused where two of its actions are about one item', () => {
    const Delete = { TableName: 'leads', Key: keyOf(1) };
    const TransactItems = [{ Delete }, { ConditionCheck: { ...Delete, ConditionExpression: 'attribute_exists(a)' } }];
    expect(aDatabase().handle('TransactWriteItems', { TransactItems })).toMatchObject({
      status: 400,
      body: { message: 'Transaction request cannot include multiple operations on one item' },
    });
  });
});

describe('a request is refused', () => {
  const update = { TableName: 'leads', Key: keyOf(1) };
  const key = { ExpressionAttributeValues: { ':v': { S: 'x' } } };
  it.each([
    ['an item over 400 kB', 'PutItem', { TableName: 'leads', Item: { ...keyOf(1), a: { S: 'x'.repeat(400 * 1024) } } }, 'Item size'],
    ['an index key of the wrong type', 'UpdateItem', { ...update, UpdateExpression: 'SET o = :v', ...key }, 'Type mismatch for key o'],
    ['an index key without content', 'PutItem', { TableName: 'leads', Item: { ...keyOf(1), g: { S: '' } } }, 'empty value. Key: g'],
    ['a change of the key', 'UpdateItem', { ...update, UpdateExpression: 'SET sk = :v', ...key }, 'Cannot update attribute sk'],
    [
      'a reserved word',
      'UpdateItem',
      { ...update, UpdateExpression: 'SET #a = :v REMOVE load', ...key, ExpressionAttributeNames: { '#a': 'a' } },
      'load',
    ],
    [
      'a consistent read of an index',
      'Query',
      { TableName: 'leads', IndexName: 'by-group', ConsistentRead: true, KeyConditionExpression: 'g = :v', ...key },
      'Consistent reads',
    ],
    ['a table that is not there', 'GetItem', { TableName: 'calls', Key: keyOf(1) }, 'non-existent table: calls'],
    ['a key without its sort part', 'GetItem', { TableName: 'leads', Key: { pk: { S: 'p' } } }, 'does not match the schema'],
  ])('for %s', (_what, operation, input, message) => {
    expect(aDatabase().handle(operation, input)).toMatchObject({ status: 400, body: { message: expect.stringContaining(message) } });
  });
});

describe('what is not modelled stops the simulation', () => {
  it.each([
    ['an operation', 'Scan', { TableName: 'leads' }, 'Cannot answer Scan: the in-process DynamoDB does not model it'],
    ['a parameter', 'PutItem', { TableName: 'leads', Item: keyOf(1), Expected: {} }, 'does not know its parameter Expected'],
    ['a local index', 'CreateTable', { TableName: 'calls', ...generatedTable, LocalSecondaryIndexes: [] }, 'Cannot model the table calls'],
  ])('%s', (_what, operation, input, message) => {
    expect(() => aDatabase().handle(operation, input)).toThrow(message);
  });
});

describe('numbers', () => {
  it.each([
    ['-0', '0'],
    ['007', '7'],
    ['1e2', '100'],
    ['-1.50', '-1.5'],
    ['.05', '0.05'],
    ['12e-4', '0.0012'],
  ])('written %s are kept as %s', (written, kept) => {
    expect(canonicalNumber(written)).toBe(kept);
  });

  it('add and compare exactly, to 38 digits', () => {
    expect(addNumbers('0.1', '0.2')).toBe('0.3');
    expect(addNumbers('1', '3', -1)).toBe('-2');
    expect(() => addNumbers('99999999999999999999999999999999999999', '0.1')).toThrow('38 significant digits');
    const cents = fc.integer({ min: -1e6, max: 1e6 });
    fc.assert(
      fc.property(cents, cents, (one, other) => {
        expect(Number(addNumbers(`${one}e-2`, `${other}e-2`))).toBe((one + other) / 100);
        expect(Math.sign(compareNumbers(`${one}e-2`, `${other}e-2`))).toBe(Math.sign(one - other));
      }),
    );
  });
});

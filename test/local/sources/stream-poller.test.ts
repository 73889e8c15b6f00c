import { join } from 'node:path';
import { CreateTableCommand, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { InvocationOutcome } from '../../../local/lambda/outcome.ts';
import { startDynamoDbLocal } from '../../../local/parts/dynamodb-local.ts';
import type { Part } from '../../../local/parts/part.ts';
import type { StreamMapping } from '../../../local/sources/stream-batch.ts';
import { createStreamClient, type Shard, type StreamClient, StreamError, type StreamRecord } from '../../../local/sources/stream-client.ts';
import { type StreamPollerOptions, startStreamPoller } from '../../../local/sources/stream-poller.ts';
import { aFolder } from '../a-folder.ts';
import { aHurriedWorld } from '../a-hurried-world.ts';
import { until } from '../until.ts';

const ok: InvocationOutcome = { ok: true, payload: null };
const thrown: InvocationOutcome = { ok: false, error: { reason: 'function', errorType: 'Error', errorMessage: 'no' } };

/** A poller of `tableName` with the names of the items that the function got in each call. */
function polling({
  mapping = {},
  answer = () => ok,
  ...overrides
}: Partial<Omit<StreamPollerOptions, 'mapping'>> & {
  client: StreamClient;
  mapping?: Partial<StreamMapping>;
  answer?: (batch: string) => InvocationOutcome;
}) {
  const calls: string[] = [];
  const records: StreamRecord[] = [];
  const poller = startStreamPoller({
    mapping: {
      logicalId: 'Mapping',
      kind: 'stream',
      functionArn: 'arn:publish',
      tableName: 'calls',
      batchSize: 100,
      batchingWindowSeconds: 0,
      reportsItemFailures: true,
      filters: [],
      startingPosition: 'TRIM_HORIZON',
      bisects: false,
      maximumRetryAttempts: 2,
      maximumRecordAgeSeconds: -1,
      parallelizationFactor: 1,
      onFailureQueueArn: undefined,
      ...mapping,
    },
    streamArn: 'arn:stream',
    region: 'ap-south-1',
    clock: aHurriedWorld().clock,
    checkpointFile: 'memory',
    send: async () => {},
    log: () => {},
    invoke: async (_arn, payload) => {
      const batch = (payload as { Records: StreamRecord[] }).Records; // made by the poller
      const names = batch.map(({ dynamodb }) => (dynamodb.Keys as { pk: { S: string } }).pk.S).join(''); // the table's one key
      calls.push(names);
      records.push(...batch);
      return answer(names);
    },
    ...overrides,
  });
  onTestFinished(() => poller.stop());
  return { poller, calls, records };
}

describe('a stream poller over DynamoDB Local', () => {
  let part: Part;
  let dynamodb: DynamoDBClient;
  let client: StreamClient;
  let tables = 0;

  beforeAll(async () => {
    part = await startDynamoDbLocal({ folder: 'memory' });
    dynamodb = new DynamoDBClient({
      endpoint: part.url,
      region: 'ap-south-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });
    client = createStreamClient(part.url);
  });
  afterAll(async () => {
    dynamodb.destroy();
    await part.stop();
  });

  async function aTable(): Promise<string> {
    const TableName = `calls-${++tables}`;
    const command = new CreateTableCommand({
      TableName,
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      BillingMode: 'PAY_PER_REQUEST',
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
    });
    await dynamodb.send(command);
    return TableName;
  }

  async function put(TableName: string, names: string): Promise<void> {
    for (const name of names) await dynamodb.send(new PutItemCommand({ TableName, Item: { pk: { S: name }, talkSeconds: { N: '5' } } }));
  }

  it('hands over every change in order, in the form of Lambda', async () => {
    const tableName = await aTable();
    await put(tableName, 'ab');
    const { poller, calls, records } = polling({ client, mapping: { tableName } });
    await poller.quiet();
    await put(tableName, 'cd');
    poller.wake();
    await until('all arrived', () => calls.join('').length >= 4);
    expect(calls.join('')).toBe('abcd');
    expect(records[0]).toMatchObject({
      eventID: expect.any(String),
      eventName: 'INSERT',
      eventSource: 'aws:dynamodb',
      eventSourceARN: 'arn:stream',
      awsRegion: 'ap-south-1',
      dynamodb: {
        NewImage: { pk: { S: 'a' }, talkSeconds: { N: '5' } },
        StreamViewType: 'NEW_AND_OLD_IMAGES',
        SequenceNumber: expect.any(String),
      },
    });
  });

  it('goes on after a restart where it stopped', async () => {
    const tableName = await aTable();
    const checkpointFile = join(aFolder(), 'calls.json');
    await put(tableName, 'ab');
    const first = polling({ client, checkpointFile, mapping: { tableName } });
    await first.poller.quiet();
    await first.poller.stop();
    await put(tableName, 'cd');
    const second = polling({ client, checkpointFile, mapping: { tableName } });
    await second.poller.quiet();
    expect([first.calls.join(''), second.calls.join('')]).toEqual(['ab', 'cd']);
  });

  it('hands over again after a kill what was not through', async () => {
    const tableName = await aTable();
    const checkpointFile = join(aFolder(), 'calls.json');
    await put(tableName, 'abc');
    const hanging = Promise.withResolvers<InvocationOutcome>();
    const killed = polling({ client, checkpointFile, mapping: { tableName, batchSize: 2 }, invoke: () => hanging.promise });
    const second = polling({ client, checkpointFile, mapping: { tableName, batchSize: 2 } });
    await second.poller.quiet();
    expect(second.calls).toEqual(['ab', 'c']);
    hanging.resolve({ ok: false, error: { reason: 'stopping', errorType: '', errorMessage: '' } });
    await killed.poller.stop();
  });

  it('starts LATEST at what is written from now on, over restarts too', async () => {
    const tableName = await aTable();
    const checkpointFile = join(aFolder(), 'calls.json');
    const mapping = { tableName, startingPosition: 'LATEST' } as const;
    await put(tableName, 'ab');
    const first = polling({ client, checkpointFile, mapping });
    await first.poller.quiet();
    await first.poller.stop();
    await put(tableName, 'c');
    const second = polling({ client, checkpointFile, mapping });
    await second.poller.quiet();
    expect([first.calls, second.calls]).toEqual([[], ['c']]);
  });

  it('hands over only what a filter lets through, and passes the rest', async () => {
    const tableName = await aTable();
    const checkpointFile = join(aFolder(), 'calls.json');
    await put(tableName, 'abc');
    const filters = [{ eventName: ['INSERT'], dynamodb: { Keys: { pk: { S: ['b'] } } } }];
    const first = polling({ client, checkpointFile, mapping: { tableName, filters } });
    await first.poller.quiet();
    await first.poller.stop();
    const second = polling({ client, checkpointFile, mapping: { tableName } });
    await second.poller.quiet();
    expect([first.calls, second.calls]).toEqual([['b'], []]);
  });

  it('keeps the changes of one item in order when it works in parallel', async () => {
    const tableName = await aTable();
    await put(tableName, 'abcdef');
    const { poller, calls } = polling({ client, mapping: { tableName, parallelizationFactor: 3 } });
    await poller.quiet();
    expect([...calls.join('')].sort().join('')).toBe('abcdef');
    expect(calls.length).toBeGreaterThan(1);
    for (const names of calls) expect([...names].sort().join('')).toBe(names);
  });

  it('refuses a table without a stream', async () => {
    await dynamodb.send(
      new CreateTableCommand({
        TableName: 'still',
        KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
        AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
        BillingMode: 'PAY_PER_REQUEST',
      }),
    );
    await expect(client.streamOf('still')).rejects.toThrow('Cannot read the changes of the table still: it has no stream.');
    await expect(client.streamOf('nowhere')).rejects.toMatchObject({ code: 'ResourceNotFoundException' });
  });
});

describe('a stream poller over shards that split', () => {
  type Scripted = { parent?: string; names: string; closed?: boolean };

  /** A stream of shards as written here; a shard's iterator is its id and how far it was read. */
  function aStream(shards: Record<string, Scripted>, trimmed: string[] = []): StreamClient & { read: StreamClient['read'] } {
    const shardOf = (id: string): Scripted => shards[id] ?? { names: '' };
    return {
      streamOf: async () => 'arn:local',
      shardsOf: async () =>
        Object.entries(shards).map(
          ([ShardId, { parent, closed }]): Shard => ({
            ShardId,
            ...(parent !== undefined && { ParentShardId: parent }),
            SequenceNumberRange: closed ? { EndingSequenceNumber: '9' } : {},
          }),
        ),
      async iteratorOf(_stream, shardId, position) {
        if (position.ShardIteratorType === 'TRIM_HORIZON') return `${shardId}/0`;
        if (trimmed.includes(position.SequenceNumber)) throw new StreamError('TrimmedDataAccessException', 'too late');
        return `${shardId}/${shardOf(shardId).names.indexOf(position.SequenceNumber) + 1}`;
      },
      async read(iterator, limit) {
        const [shardId = '', from = '0'] = iterator.split('/');
        const { names, closed } = shardOf(shardId);
        const page = [...names].slice(Number(from), Number(from) + limit);
        const at = Number(from) + page.length;
        const records = page.map((name) => ({
          dynamodb: { SequenceNumber: name, ApproximateCreationDateTime: 0, Keys: { pk: { S: name } } },
        }));
        return { records, next: closed && at === names.length ? undefined : `${shardId}/${at}` };
      },
    };
  }

  it('reads a parent to its end before its children', async () => {
    const client = aStream({
      child: { parent: 'parent', names: 'cd' },
      parent: { parent: 'gone', names: 'ab', closed: true },
      other: { parent: 'parent', names: 'e' },
    });
    const { poller, calls } = polling({ client, mapping: { batchSize: 1 } });
    await poller.quiet();
    expect(calls.slice(0, 2)).toEqual(['a', 'b']);
    expect(calls.slice(2).sort()).toEqual(['c', 'd', 'e']);
  });

  it('does not reach the children while a record of the parent fails', async () => {
    const client = aStream({ parent: { names: 'ab', closed: true }, child: { parent: 'parent', names: 'c' } });
    const { poller, calls } = polling({ client, answer: (batch) => (batch === 'ab' ? thrown : ok) });
    await poller.quiet();
    expect(calls).toEqual(['ab', 'ab', 'ab', 'c']);
  });

  it('does not read again, after a restart, shards that it has read to the end', async () => {
    const checkpointFile = join(aFolder(), 'calls.json');
    const client = aStream({ parent: { names: 'ab', closed: true }, child: { parent: 'parent', names: 'c' } });
    const first = polling({ client, checkpointFile });
    await first.poller.quiet();
    await first.poller.stop();
    const second = polling({ client, checkpointFile });
    await second.poller.quiet();
    expect([first.calls, second.calls]).toEqual([['ab', 'c'], []]);
  });

  it('goes on with the oldest change that is left when its checkpoint is trimmed away', async () => {
    const checkpointFile = join(aFolder(), 'calls.json');
    const first = polling({ client: aStream({ shard: { names: 'a' } }), checkpointFile });
    await first.poller.quiet();
    await first.poller.stop();
    const second = polling({ client: aStream({ shard: { names: 'xy' } }, ['a']), checkpointFile });
    await second.poller.quiet();
    expect(second.calls).toEqual(['xy']);
  });

  it('waits out a stream that cannot be read, and says so', async () => {
    const lines: string[] = [];
    const client = aStream({ shard: { names: 'a' } });
    let failures = 1;
    const failing: StreamClient = {
      ...client,
      read: (...input) => (failures-- > 0 ? Promise.reject(new Error('the database is away')) : client.read(...input)),
    };
    const { poller, calls } = polling({ client: failing, log: (line) => lines.push(line) });
    await poller.quiet();
    expect(calls).toEqual(['a']);
    expect(lines).toEqual(['Cannot read the changes of calls now: the database is away']);
  });

  it('refuses a filter with numbers at the start', () => {
    const filters = [{ dynamodb: { NewImage: { talkSeconds: { N: [{ numeric: ['>', 0] }] } } } }];
    expect(() => polling({ client: aStream({}), mapping: { filters } })).toThrow(/^Cannot run the event source mapping Mapping: /);
  });
});

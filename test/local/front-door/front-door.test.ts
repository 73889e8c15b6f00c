import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { DeleteObjectsCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { ReceiveMessageCommand, SendMessageBatchCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type FrontDoor, startFrontDoor } from '../../../local/front-door/front-door.ts';
import { startDynamoDbLocal } from '../../../local/parts/dynamodb-local.ts';
import { startFauxqs } from '../../../local/parts/fauxqs.ts';
import type { Part } from '../../../local/parts/part.ts';
import { provision } from '../../../local/parts/provision.ts';
import { aFunction, aQueue, arnOf, aTable, aWiring, aWorld } from './a-wiring.ts';

const bySource = {
  KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  AttributeDefinitions: [
    { AttributeName: 'pk', AttributeType: 'S' },
    { AttributeName: 'src', AttributeType: 'S' },
  ],
  GlobalSecondaryIndexes: [
    { IndexName: 'by-source', KeySchema: [{ AttributeName: 'src', KeyType: 'HASH' }], Projection: { ProjectionType: 'ALL' } },
  ],
};
const calls = arnOf('dynamodb', 'table/Calls');
const writer = aFunction(
  'writer',
  [['dynamodb:PutItem', 'dynamodb:GetItem', 'dynamodb:ConditionCheckItem', 'dynamodb:BatchWriteItem', 'dynamodb:BatchGetItem'], calls],
  ['dynamodb:Query', `${calls}/index/by-source`],
  ['sqs:SendMessage', arnOf('sqs', 'inbox')],
  [['s3:PutObject', 's3:GetObject'], 'arn:aws:s3:::exports/*'],
  ['s3:DeleteObject', 'arn:aws:s3:::exports/old/*'],
  ['events:PutEvents', arnOf('events', 'event-bus/redial')],
);
const wiring = aWiring({
  functions: [{ ...writer, environment: { INBOX: aQueue('inbox').url } }, aFunction('stranger')],
  tables: [aTable('Calls', bySource), aTable('Leads')],
  queues: [aQueue('inbox'), aQueue('other')],
  buckets: [{ logicalId: 'Exports', name: 'exports', arn: 'arn:aws:s3:::exports' }],
});
const world = aWorld();
const events: { busName: string; entries: unknown[] }[] = [];
const crashes: unknown[] = [];

let parts: Part[];
let door: FrontDoor;

/** SDK clients as a function's environment makes them, and with the default retries unless said otherwise. */
function clientsOf(functionName: string, { attempts = 1 }: { attempts?: number } = {}) {
  const environment = door.environmentOf(aFunction(functionName), 'environment-7');
  const common = (name: string) => ({
    region: environment.AWS_REGION ?? '',
    endpoint: environment[`AWS_ENDPOINT_URL_${name}`] ?? '',
    maxAttempts: attempts,
    credentials: door.credentialsOf(functionName, 'environment-7'),
  });
  return {
    dynamodb: new DynamoDBClient(common('DYNAMODB')),
    sqs: new SQSClient(common('SQS')),
    s3: new S3Client(common('S3')),
    events: new EventBridgeClient(common('EVENTBRIDGE')),
  };
}

const put = (pk: string, TableName = 'Calls') => new PutItemCommand({ TableName, Item: { pk: { S: pk } } });
const get = (pk: string) => new GetItemCommand({ TableName: 'Calls', Key: { pk: { S: pk } }, ConsistentRead: true });
const isThere = async (pk: string) => (await clientsOf('runner').dynamodb.send(get(pk))).Item !== undefined;
const inbox = () => door.environmentOf(wiring.functions[0] ?? writer).INBOX ?? '';

beforeAll(async () => {
  const [dynamodb, fauxqs] = await Promise.all([startDynamoDbLocal({ folder: 'memory' }), startFauxqs({ folder: 'memory' })]);
  parts = [dynamodb, fauxqs];
  const upstream = { dynamodb: dynamodb.url, sqs: fauxqs.url, s3: fauxqs.url };
  await provision(wiring, upstream);
  door = await startFrontDoor({
    wiring,
    world,
    upstream,
    putEvents: async (busName, entries) => {
      events.push({ busName, entries });
      return { FailedEntryCount: 0, Entries: entries.map((_entry, index) => ({ EventId: `id-${index}` })) };
    },
    onCrash: (functionName, environmentId) => {
      crashes.push({ functionName, environmentId });
    },
  });
});
afterAll(async () => {
  await door.stop();
  await Promise.all(parts.map((part) => part.stop()));
});
beforeEach(() => {
  events.length = 0;
  crashes.length = 0;
  world.asked.length = 0;
  world.next = undefined;
});

describe('the front door lets through', () => {
  it('what the role allows, byte for byte', async () => {
    const { dynamodb } = clientsOf('writer');
    await dynamodb.send(
      new PutItemCommand({ TableName: 'Calls', Item: { pk: { S: 'käse-☎' }, n: { N: '1.50' }, b: { B: new Uint8Array([0, 255]) } } }),
    );
    expect((await dynamodb.send(get('käse-☎'))).Item).toEqual({ pk: { S: 'käse-☎' }, n: { N: '1.5' }, b: { B: new Uint8Array([0, 255]) } });
  });

  it('a query of an index that the role names', async () => {
    const { dynamodb } = clientsOf('writer');
    const query = new QueryCommand({
      TableName: 'Calls',
      IndexName: 'by-source',
      KeyConditionExpression: 'src = :s',
      ExpressionAttributeValues: { ':s': { S: 'x' } },
    });
    expect((await dynamodb.send(query)).Count).toBe(0);
  });

  it('messages to a queue whose URL came by the environment', async () => {
    await clientsOf('writer').sqs.send(new SendMessageCommand({ QueueUrl: inbox(), MessageBody: 'hello' }));
    const { Messages } = await clientsOf('runner').sqs.send(new ReceiveMessageCommand({ QueueUrl: inbox() }));
    expect(Messages?.map(({ Body }) => Body)).toEqual(['hello']);
  });

  it('objects of any size', async () => {
    const { s3 } = clientsOf('writer');
    const Body = Buffer.alloc(3_000_000, 'redial');
    await s3.send(new PutObjectCommand({ Bucket: 'exports', Key: 'new/größe 1.csv', Body }));
    const { Body: stored } = await s3.send(new GetObjectCommand({ Bucket: 'exports', Key: 'new/größe 1.csv' }));
    expect(Buffer.compare(Buffer.from((await stored?.transformToByteArray()) ?? []), Body)).toBe(0);
  });

  it('events to the bus, named by name or ARN, and answers them in order', async () => {
    const { events: client } = clientsOf('writer');
    const entry = { Source: 'redial', DetailType: 'Call Ended', Detail: '{}' };
    const Entries = [
      { ...entry, EventBusName: 'redial' },
      { ...entry, EventBusName: arnOf('events', 'event-bus/redial') },
    ];
    expect(await client.send(new PutEventsCommand({ Entries }))).toMatchObject({
      FailedEntryCount: 0,
      Entries: [{ EventId: 'id-0' }, { EventId: 'id-1' }],
    });
    expect(events).toMatchObject([{ busName: 'redial', entries: [{ DetailType: 'Call Ended' }, {}] }]);
  });

  it('anything of the runner, unasked and unfaulted', async () => {
    world.next = { kind: 'throttle' };
    await clientsOf('runner').dynamodb.send(put('by-runner', 'Leads'));
    expect(world.asked).toEqual([]);
  });

  it('and remembers what each function used', async () => {
    await clientsOf('writer').dynamodb.send(put('used'));
    expect(door.used).toContain(`writer dynamodb:PutItem ${calls}`);
    expect([...door.used].filter((use) => use.startsWith('runner'))).toEqual([]);
  });
});

describe('the front door refuses', () => {
  const transaction = new TransactWriteItemsCommand({
    TransactItems: [
      { Put: { TableName: 'Calls', Item: { pk: { S: 'in-transaction' } } } },
      { Delete: { TableName: 'Calls', Key: { pk: { S: 'x' } } } },
    ],
  });
  const otherQueue = new SendMessageBatchCommand({
    QueueUrl: `http://queues/111122223333/other`,
    Entries: [{ Id: '1', MessageBody: 'x' }],
  });
  const toDefaultBus = new PutEventsCommand({ Entries: [{ Source: 'redial', DetailType: 'x', Detail: '{}' }] });
  const batch = new BatchGetItemCommand({ RequestItems: { Calls: { Keys: [{ pk: { S: 'a' } }] }, Leads: { Keys: [{ pk: { S: 'a' } }] } } });
  const deletion = new DeleteObjectsCommand({ Bucket: 'exports', Delete: { Objects: [{ Key: 'old/1' }, { Key: 'new/a&b' }] } });

  it.each<[string, () => Promise<unknown>, string, string, string]>([
    ['a write by a stranger', () => clientsOf('stranger').dynamodb.send(put('x')), 'AccessDeniedException', 'dynamodb:PutItem', calls],
    [
      'another table',
      () => clientsOf('writer').dynamodb.send(put('x', 'Leads')),
      'AccessDeniedException',
      'dynamodb:PutItem',
      arnOf('dynamodb', 'table/Leads'),
    ],
    [
      'one member of a transaction',
      () => clientsOf('writer').dynamodb.send(transaction),
      'AccessDeniedException',
      'dynamodb:DeleteItem',
      calls,
    ],
    [
      'one table of a batch',
      () => clientsOf('writer').dynamodb.send(batch),
      'AccessDeniedException',
      'dynamodb:BatchGetItem',
      arnOf('dynamodb', 'table/Leads'),
    ],
    ['a batch to another queue', () => clientsOf('writer').sqs.send(otherQueue), 'AccessDenied', 'sqs:SendMessage', arnOf('sqs', 'other')],
    [
      'one key of a deletion',
      () => clientsOf('writer').s3.send(deletion),
      'AccessDenied',
      's3:DeleteObject',
      'arn:aws:s3:::exports/new/a&b',
    ],
    [
      'another bus',
      () => clientsOf('writer').events.send(toDefaultBus),
      'AccessDeniedException',
      'events:PutEvents',
      arnOf('events', 'event-bus/default'),
    ],
  ])('%s, as AWS does, and remembers it', async (_name, send, errorName, action, resource) => {
    const before = door.denials.length;
    const error = await send().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: errorName });
    expect(String(error)).toContain(`is not authorized to perform: ${action} on resource: ${resource}`);
    expect(door.denials.slice(before)).toEqual([{ functionName: expect.any(String), action, resource }]);
    expect(await isThere('in-transaction')).toBe(false);
  });

  it('credentials that it did not give out', async () => {
    const client = new DynamoDBClient({
      region: 'eu-central-1',
      endpoint: door.endpoints.dynamodb,
      credentials: { accessKeyId: 'SELFMADE', secretAccessKey: 'x' },
    });
    await expect(client.send(put('x'))).rejects.toMatchObject({ name: 'UnrecognizedClientException' });
  });

  it('a body that is no JSON', async () => {
    const authorization = `AWS4-HMAC-SHA256 Credential=${door.credentialsOf('writer').accessKeyId}/x`;
    const answer = await fetch(door.endpoints.dynamodb, {
      method: 'POST',
      body: '{',
      headers: { authorization, 'x-amz-target': 'DynamoDB_20120810.PutItem' },
    });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('SerializationException');
  });
});

describe('the front door makes the trouble that the world asks for', () => {
  it('asks once for each call, saying who calls what', async () => {
    await clientsOf('writer').dynamodb.send(put('asked'));
    expect(world.asked).toEqual([{ functionName: 'writer', service: 'dynamodb', actions: ['dynamodb:PutItem'], operation: 'PutItem' }]);
  });

  it.each<[string, (attempts: number) => Promise<unknown>]>([
    ['DynamoDB', (attempts) => clientsOf('writer', { attempts }).dynamodb.send(put('throttled'))],
    ['SQS', (attempts) => clientsOf('writer', { attempts }).sqs.send(new SendMessageCommand({ QueueUrl: inbox(), MessageBody: 'x' }))],
    ['S3', (attempts) => clientsOf('writer', { attempts }).s3.send(new PutObjectCommand({ Bucket: 'exports', Key: 'k', Body: 'x' }))],
    [
      'EventBridge',
      (attempts) =>
        clientsOf('writer', { attempts }).events.send(
          new PutEventsCommand({ Entries: [{ EventBusName: 'redial', Source: 's', DetailType: 'd', Detail: '{}' }] }),
        ),
    ],
  ])('throttles %s with an error that the SDK tries again', async (_service, send) => {
    world.next = { kind: 'throttle' };
    await expect(send(1)).rejects.toMatchObject({ $metadata: { attempts: 1 } });
    world.next = { kind: 'throttle' };
    await expect(send(2)).resolves.toMatchObject({ $metadata: { attempts: 2 } });
  });

  it.each([
    ['before', false],
    ['after', true],
  ] as const)('fails %s the effect', async (when, stands) => {
    world.next = { kind: 'fail', when };
    await expect(clientsOf('writer').dynamodb.send(put(`fail-${when}`))).rejects.toMatchObject({ name: 'InternalServerError' });
    expect(await isThere(`fail-${when}`)).toBe(stands);
  });

  it.each([
    ['before', false],
    ['after', true],
  ] as const)('crashes the environment %s the effect, without an answer', async (when, stands) => {
    world.next = { kind: 'crash', when };
    await expect(clientsOf('writer').dynamodb.send(put(`crash-${when}`))).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(crashes).toEqual([{ functionName: 'writer', environmentId: 'environment-7' }]);
    expect(await isThere(`crash-${when}`)).toBe(stands);
  });

  it('delays by its own clock', async () => {
    world.next = { kind: 'delay', ms: 86_400_000 };
    await clientsOf('writer').dynamodb.send(put('delayed'));
    expect(world.slept).toEqual([86_400_000]);
  });

  it('fails single entries of PutEvents', async () => {
    world.next = { kind: 'fail-entries', entries: [1] };
    const entry = (DetailType: string) => ({ EventBusName: 'redial', Source: 's', DetailType, Detail: '{}' });
    const answer = await clientsOf('writer').events.send(new PutEventsCommand({ Entries: [entry('a'), entry('b'), entry('c')] }));
    expect(answer).toMatchObject({
      FailedEntryCount: 1,
      Entries: [{ EventId: 'id-0' }, { ErrorCode: 'InternalFailure' }, { EventId: 'id-1' }],
    });
    expect(events).toMatchObject([{ entries: [{ DetailType: 'a' }, { DetailType: 'c' }] }]);
  });

  it('fails single messages of a batch', async () => {
    world.next = { kind: 'fail-entries', entries: [0] };
    const Entries = ['first', 'second'].map((Id) => ({ Id, MessageBody: Id }));
    const answer = await clientsOf('writer').sqs.send(new SendMessageBatchCommand({ QueueUrl: inbox(), Entries }));
    expect(answer).toMatchObject({ Successful: [{ Id: 'second' }], Failed: [{ Id: 'first', Code: 'InternalError' }] });
  });

  it.each([
    ['some', [1], ['batch-0', 'batch-2'], ['batch-1']],
    ['all', [0, 1, 2], [], ['batch-0', 'batch-1', 'batch-2']],
  ])('leaves %s items of a batch write unprocessed', async (name, entries, written, unprocessed) => {
    world.next = { kind: 'fail-entries', entries };
    const keys = [0, 1, 2].map((number) => `batch-${number}`);
    const requests = keys.map((pk) => ({ PutRequest: { Item: { pk: { S: `${name}-${pk}` } } } }));
    const { UnprocessedItems } = await clientsOf('writer').dynamodb.send(new BatchWriteItemCommand({ RequestItems: { Calls: requests } }));
    expect(UnprocessedItems?.Calls?.map(({ PutRequest }) => PutRequest?.Item?.pk?.S)).toEqual(unprocessed.map((pk) => `${name}-${pk}`));
    const stored = await Promise.all(keys.map((pk) => isThere(`${name}-${pk}`)));
    expect(keys.filter((_pk, index) => stored[index])).toEqual(written);
  });

  it('leaves keys of a batch read unprocessed', async () => {
    await clientsOf('writer').dynamodb.send(put('read-1'));
    world.next = { kind: 'fail-entries', entries: [0] };
    const Keys = [{ pk: { S: 'read-0' } }, { pk: { S: 'read-1' } }];
    const answer = await clientsOf('writer').dynamodb.send(
      new BatchGetItemCommand({ RequestItems: { Calls: { Keys, ConsistentRead: true } } }),
    );
    expect(answer).toMatchObject({
      Responses: { Calls: [{ pk: { S: 'read-1' } }] },
      UnprocessedKeys: { Calls: { Keys: [Keys[0]], ConsistentRead: true } },
    });
  });
});

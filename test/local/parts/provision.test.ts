import { DescribeTableCommand, DescribeTimeToLiveCommand, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { ListBucketsCommand } from '@aws-sdk/client-s3';
import { GetQueueAttributesCommand, ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientsOf } from '../../../local/parts/clients.ts';
import { startDynamoDbLocal } from '../../../local/parts/dynamodb-local.ts';
import { startFauxqs } from '../../../local/parts/fauxqs.ts';
import type { Part } from '../../../local/parts/part.ts';
import { provision } from '../../../local/parts/provision.ts';
import { aTable, aWiring } from '../front-door/a-wiring.ts';
import { queue, table, wiring } from './stored.ts';
import { streamKeys } from './stream-keys.ts';

let parts: Part[];
let endpoints: { dynamodb: string; sqs: string; s3: string };
let clients: ReturnType<typeof clientsOf>;

beforeAll(async () => {
  const [dynamodb, fauxqs] = await Promise.all([startDynamoDbLocal({ folder: 'memory' }), startFauxqs({ folder: 'memory' })]);
  parts = [dynamodb, fauxqs];
  endpoints = { dynamodb: dynamodb.url, sqs: fauxqs.url, s3: fauxqs.url };
  clients = clientsOf(endpoints, wiring.region);
  await provision(wiring, endpoints);
});
afterAll(async () => {
  clients.destroy();
  await Promise.all(parts.map((part) => part.stop()));
});

const QueueUrl = `http://queues/0/${queue.name}`;
const index = (name: string, attribute: string) => ({
  IndexName: name,
  KeySchema: [{ AttributeName: attribute, KeyType: 'HASH' }],
  Projection: { ProjectionType: 'ALL' },
});
const attributes = (...names: string[]) => names.map((AttributeName) => ({ AttributeName, AttributeType: 'S' }));

describe('provision', () => {
  it('makes the table with its stream and time to live', async () => {
    await clients.dynamodb.send(new PutItemCommand({ TableName: table.name, Item: { pk: { S: 'first' } } }));
    expect(await streamKeys(endpoints.dynamodb, table.name)).toEqual(['first']);
    const { TimeToLiveDescription } = await clients.dynamodb.send(new DescribeTimeToLiveCommand({ TableName: table.name }));
    expect(TimeToLiveDescription).toEqual({ AttributeName: 'expiresAt', TimeToLiveStatus: 'ENABLED' });
  });

  it('makes the queue, which sets a message aside after its last receive', async () => {
    await clients.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'poison' }));
    const receive = (name: string) =>
      clients.sqs.send(new ReceiveMessageCommand({ QueueUrl: `http://queues/0/${name}`, VisibilityTimeout: 0 }));
    await receive('inbox');
    expect((await receive('inbox')).Messages).toBeUndefined();
    expect((await receive('dead')).Messages?.map(({ Body }) => Body)).toEqual(['poison']);
  });

  it('makes the bucket', async () => {
    const { Buckets } = await clients.s3.send(new ListBucketsCommand());
    expect(Buckets?.map(({ Name }) => Name)).toEqual(['exports']);
  });

  it('keeps what is there when it is done again, and takes over changed settings of a queue', async () => {
    await clients.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'waiting' }));
    await provision({ ...wiring, queues: wiring.queues.map((one) => ({ ...one, visibilityTimeoutSeconds: 77 })) }, endpoints);
    const { Attributes } = await clients.sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }));
    expect(Attributes).toMatchObject({ VisibilityTimeout: '77', ApproximateNumberOfMessages: '1' });
  });

  it('adds new indexes to a table that is there, with what it holds', async () => {
    const definition = {
      AttributeDefinitions: attributes('pk', 'ow', 'st'),
      GlobalSecondaryIndexes: [index('by-owner', 'ow'), index('by-status', 'st')],
    };
    await provision(aWiring({ tables: [aTable('Leads')] }), endpoints);
    await clients.dynamodb.send(
      new PutItemCommand({ TableName: 'Leads', Item: { pk: { S: '1' }, ow: { S: 'asha' }, st: { S: 'assigned' } } }),
    );
    await provision(aWiring({ tables: [aTable('Leads', definition)] }), endpoints);
    const query = {
      TableName: 'Leads',
      IndexName: 'by-status',
      KeyConditionExpression: 'st = :s',
      ExpressionAttributeValues: { ':s': { S: 'assigned' } },
    };
    expect((await clients.dynamodb.send(new QueryCommand(query))).Count).toBe(1);
  });

  it('starts a stream on a table that had none', async () => {
    await provision(aWiring({ tables: [aTable('Quiet')] }), endpoints);
    const StreamSpecification = { StreamEnabled: true, StreamViewType: 'KEYS_ONLY' };
    await provision(aWiring({ tables: [aTable('Quiet', { StreamSpecification })] }), endpoints);
    const { Table } = await clients.dynamodb.send(new DescribeTableCommand({ TableName: 'Quiet' }));
    expect(Table?.StreamSpecification).toEqual(StreamSpecification);
  });

  it.each([
    [
      'table Moved',
      {
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
        AttributeDefinitions: attributes('id', 'ow'),
        GlobalSecondaryIndexes: [index('by-owner', 'ow')],
      },
      'pk (HASH)',
      'id (HASH)',
    ],
    [
      'index by-owner of table Moved',
      { AttributeDefinitions: attributes('pk', 'st'), GlobalSecondaryIndexes: [index('by-owner', 'st')] },
      'ow (HASH)',
      'st (HASH)',
    ],
  ])('says what to do when the keys of %s changed', async (what, definition, there, named) => {
    const before = { AttributeDefinitions: attributes('pk', 'ow'), GlobalSecondaryIndexes: [index('by-owner', 'ow')] };
    await provision(aWiring({ tables: [aTable('Moved', before)] }), endpoints);
    await expect(provision(aWiring({ tables: [aTable('Moved', definition)] }), endpoints)).rejects.toThrow(
      `Cannot use the ${what} in the data folder: its keys are ${there}, the template's are ${named}. Start once with --fresh to empty the data folder`,
    );
  });
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Duration, Stack } from 'aws-cdk-lib';
import { HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { AttributeType, type ITable, StreamViewType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { EventBus, Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { Code, FilterCriteria, FilterRule, Function as LambdaFunction, Runtime, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { DynamoEventSource, SqsDlq, SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { BlockPublicAccess, Bucket } from 'aws-cdk-lib/aws-s3';
import { Schedule, ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isAllowed } from '../../../local/iam/evaluate.ts';
import { readAssembly } from '../../../local/template/assembly.ts';
import { wiringOf } from '../../../local/template/wiring.ts';
import type { Wiring } from '../../../local/wiring.ts';
import { options } from './assembly-of.ts';

const folder = mkdtempSync(join(tmpdir(), 'cdk-made-'));

let wiring: Wiring;

/** A stack of everything that the runner knows, made as a team makes it: with CDK's own constructs. */
function synthesise(): void {
  const code = mkdtempSync(join(folder, 'code-'));
  writeFileSync(join(code, 'index.cjs'), 'exports.handler = async () => {};');
  const app = new App({ outdir: join(folder, 'cdk.out') });
  const stack = new Stack(app, 'Shop');

  const orders = new Table(stack, 'Orders', {
    partitionKey: { name: 'pk', type: AttributeType.STRING },
    sortKey: { name: 'sk', type: AttributeType.NUMBER },
    stream: StreamViewType.NEW_AND_OLD_IMAGES,
    timeToLiveAttribute: 'expiresAt',
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
  });
  orders.addGlobalSecondaryIndex({ indexName: 'due', partitionKey: { name: 'due', type: AttributeType.STRING } });
  const dead = new Queue(stack, 'Dead', { enforceSSL: true });
  const inbox = new Queue(stack, 'Inbox', {
    visibilityTimeout: Duration.minutes(3),
    deadLetterQueue: { queue: dead, maxReceiveCount: 4 },
    enforceSSL: true,
  });
  const bus = new EventBus(stack, 'Bus', { eventBusName: 'shop' });
  const bucket = new Bucket(stack, 'Exports', { blockPublicAccess: BlockPublicAccess.BLOCK_ALL, enforceSSL: true });

  const worker = new LambdaFunction(stack, 'Worker', {
    runtime: Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code: Code.fromAsset(code),
    timeout: Duration.seconds(30),
    memorySize: 512,
    retryAttempts: 1,
    onFailure: new SqsDestination(dead),
    environment: { TABLE: orders.tableName, QUEUE: inbox.queueUrl, BUCKET: bucket.bucketName },
  });
  orders.grantReadWriteData(worker);
  bus.grantPutEventsTo(worker);
  worker.addEventSource(new SqsEventSource(inbox, { batchSize: 5, reportBatchItemFailures: true, maxConcurrency: 2 }));
  worker.addEventSource(
    // CDK's own types do not hold under exactOptionalPropertyTypes.
    new DynamoEventSource(orders as ITable, {
      startingPosition: StartingPosition.TRIM_HORIZON,
      bisectBatchOnError: true,
      retryAttempts: 3,
      maxRecordAge: Duration.hours(6),
      filters: [FilterCriteria.filter({ eventName: FilterRule.isEqual('INSERT') })],
      onFailure: new SqsDlq(dead),
    }),
  );
  const toInbox = new SqsQueue(inbox, { deadLetterQueue: dead, retryAttempts: 7 });
  new Rule(stack, 'Cancelled', { eventBus: bus, eventPattern: { source: ['shop'], detail: { state: ['cancelled'] } }, targets: [toInbox] });
  new Schedule(stack, 'Nightly', {
    schedule: ScheduleExpression.rate(Duration.minutes(5)),
    target: new LambdaInvoke(worker, { deadLetterQueue: dead }),
  });
  const api = new HttpApi(stack, 'Api');
  const integration = new HttpLambdaIntegration('Integration', worker);
  api.addRoutes({ path: '/orders/{id}', methods: [HttpMethod.GET, HttpMethod.POST], integration });
  api.addRoutes({ path: '/api/{proxy+}', integration });
  stack.exportValue(api.url, { name: 'Url' });
  app.synth();
}

beforeAll(() => {
  synthesise();
  wiring = wiringOf(readAssembly(join(folder, 'cdk.out')), options);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('the wiring of a stack made with CDK', () => {
  it('has the table with its index, stream and time to live', () => {
    const [table] = wiring.tables;
    expect(table).toMatchObject({ timeToLiveAttribute: 'expiresAt', streamArn: `${table?.arn}/stream/local` });
    expect(table?.definition).toMatchObject({
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      GlobalSecondaryIndexes: [{ IndexName: 'due', Projection: { ProjectionType: 'ALL' } }],
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
    });
  });

  it('has the queue with its dead-letter queue', () => {
    const dead = wiring.queues.find(({ logicalId }) => logicalId.startsWith('Dead'));
    const inbox = wiring.queues.find(({ logicalId }) => logicalId.startsWith('Inbox'));
    expect(inbox).toMatchObject({
      visibilityTimeoutSeconds: 180,
      retentionSeconds: 345_600,
      deadLetter: { queueArn: dead?.arn, maxReceiveCount: 4 },
    });
  });

  it('has the function with its code, environment, limits and what becomes of its failures', () => {
    const [worker] = wiring.functions;
    expect(worker).toMatchObject({
      handler: 'index.handler',
      timeoutSeconds: 30,
      memoryMegabytes: 512,
      reservedConcurrency: undefined,
      asyncRetries: 1,
      onFailureQueueArn: wiring.queues.find(({ logicalId }) => logicalId.startsWith('Dead'))?.arn,
      environment: { TABLE: wiring.tables[0]?.name, BUCKET: wiring.buckets[0]?.name },
    });
    expect(worker?.environment.QUEUE).toMatch(/^http:\/\/sqs\.redial\.invalid\/111122223333\/Shop-Inbox/);
    expect(worker?.codeFolder).toMatch(/cdk\.out\/asset\./);
  });

  it.each([
    ['dynamodb:PutItem', () => wiring.tables[0]?.arn, true],
    ['dynamodb:Query', () => `${wiring.tables[0]?.arn}/index/due`, true],
    ['dynamodb:DeleteTable', () => wiring.tables[0]?.arn, false],
    ['events:PutEvents', () => wiring.buses[0]?.arn, true],
    ['s3:GetObject', () => `${wiring.buckets[0]?.arn}/key`, false],
  ])('knows whether the function may %s', (action, resource, expected) => {
    expect(isAllowed(wiring.functions[0]?.policies ?? [], { action, resource: resource() ?? '' })).toBe(expected);
  });

  it('has the mapping of the queue', () => {
    expect(wiring.mappings.find(({ kind }) => kind === 'queue')).toMatchObject({
      functionArn: wiring.functions[0]?.arn,
      batchSize: 5,
      reportsItemFailures: true,
      maximumConcurrency: 2,
      filters: [],
    });
  });

  it('has the mapping of the stream', () => {
    expect(wiring.mappings.find(({ kind }) => kind === 'stream')).toMatchObject({
      tableName: wiring.tables[0]?.name,
      batchSize: 100,
      startingPosition: 'TRIM_HORIZON',
      bisects: true,
      maximumRetryAttempts: 3,
      maximumRecordAgeSeconds: 21_600,
      parallelizationFactor: 1,
      filters: [{ eventName: ['INSERT'] }],
      onFailureQueueArn: wiring.queues.find(({ logicalId }) => logicalId.startsWith('Dead'))?.arn,
    });
  });

  it('has the rule with its target', () => {
    expect(wiring.rules).toMatchObject([
      {
        busName: 'shop',
        arn: expect.stringContaining(':rule/shop/Shop-Cancelled'),
        pattern: { source: ['shop'], detail: { state: ['cancelled'] } },
        targets: [
          {
            maximumRetryAttempts: 7,
            maximumEventAgeSeconds: 86_400,
            arn: expect.stringContaining('Inbox'),
            deadLetterQueueArn: expect.stringContaining('Dead'),
          },
        ],
      },
    ]);
  });

  it('has the schedule', () => {
    expect(wiring.schedules).toMatchObject([
      { expression: 'rate(5 minutes)', timezone: 'Etc/UTC', input: '{}', target: { arn: wiring.functions[0]?.arn } },
    ]);
  });

  it('has the routes of the HTTP API in the order of the template, and its address is the public one', () => {
    const functionArn = wiring.functions[0]?.arn;
    expect(wiring.api).toEqual({
      routes: [
        { method: 'GET', path: '/orders/{id}', functionArn },
        { method: 'POST', path: '/orders/{id}', functionArn },
        { method: 'ANY', path: '/api/{proxy+}', functionArn },
      ],
      throttle: { ratePerSecond: 10_000, burst: 5_000 },
    });
    expect(Object.values(wiring.outputs)).toContain('http://localhost:3000/');
  });

  it.each([
    ['AWS::SQS::QueuePolicy', /rule Cancelled\w+ may not sqs:SendMessage on arn:aws:sqs:\S+Inbox/],
    ['AWS::Lambda::Permission', /route GET \/orders\/\{id\} may not lambda:InvokeFunction/],
    ['AWS::IAM::Policy', /schedule Nightly\w+ may not lambda:InvokeFunction on \S+; .*function of mapping \w+ may not sqs:ReceiveMessage/],
  ])('is refused without its %s, as AWS would drop what it delivers', (type, message) => {
    const assembly = readAssembly(join(folder, 'cdk.out'));
    const Resources = Object.fromEntries(Object.entries(assembly.template.Resources).filter(([, { Type }]) => Type !== type));
    expect(() => wiringOf({ ...assembly, template: { ...assembly.template, Resources } }, options)).toThrow(message);
  });

  it('says when the folder is no cloud assembly', () => {
    expect(() => readAssembly(folder)).toThrow(/Cannot read .*manifest\.json of the cloud assembly: .*npm run synth/s);
  });
});

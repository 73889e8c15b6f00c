import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { App, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sources from 'aws-cdk-lib/aws-lambda-event-sources';
import * as scheduler from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { buildSync } from 'esbuild';

/**
 * Synthesises a stack with one of everything: `POST /calls/{id}` writes a call; its stream publishes `Call Ended`; a rule sends that over
 * a queue to `handle`, which writes a lead; a schedule counts; `look` reads
 * a lead's status. Gives the folder of the assembly.
 */
export function aSmallStack(folder: string): string {
  const assembly = join(folder, 'cdk.out');
  const app = new App({ outdir: assembly, analyticsReporting: false });
  const stack = new Stack(app, 'Small');
  const calls = aTable(stack, 'Calls', { stream: dynamodb.StreamViewType.NEW_AND_OLD_IMAGES });
  const leads = aTable(stack, 'Leads', {});
  const bus = new events.EventBus(stack, 'Bus', { eventBusName: 'small' });
  const fn = (name: keyof typeof code, environment: Record<string, string>) =>
    new lambda.Function(stack, name, {
      runtime: lambda.Runtime.NODEJS_24_X,
      architecture: lambda.Architecture.ARM_64,
      handler: 'index.handler',
      code: lambda.Code.fromAsset(bundled(folder, name)),
      timeout: Duration.seconds(5),
      environment,
    });

  const take = fn('Take', { CALLS_TABLE: calls.tableName });
  calls.grant(take, 'dynamodb:PutItem');
  const publish = fn('Publish', { BUS_NAME: bus.eventBusName });
  bus.grantPutEventsTo(publish);
  const failures = new sqs.Queue(stack, 'Failures');
  publish.addEventSource(
    new sources.DynamoEventSource(calls as never, {
      // the CDK's own types disagree under exactOptionalPropertyTypes
      startingPosition: lambda.StartingPosition.TRIM_HORIZON,
      reportBatchItemFailures: true,
      bisectBatchOnError: true,
      retryAttempts: 2,
      onFailure: new sources.SqsDlq(failures),
    }),
  );
  const handle = fn('Handle', { LEADS_TABLE: leads.tableName });
  leads.grant(handle, 'dynamodb:UpdateItem');
  const queue = new sqs.Queue(stack, 'Queue', {
    visibilityTimeout: Duration.seconds(30),
    deadLetterQueue: { queue: failures, maxReceiveCount: 3 },
  });
  handle.addEventSource(new sources.SqsEventSource(queue, { reportBatchItemFailures: true }));
  new events.Rule(stack, 'Rule', {
    eventBus: bus as never, // as above
    eventPattern: { source: ['redial'], detail: { status: ['Busy', 'No Answer'] } },
    targets: [new targets.SqsQueue(queue, { deadLetterQueue: failures })],
  });
  const count = fn('Count', { LEADS_TABLE: leads.tableName });
  leads.grant(count, 'dynamodb:UpdateItem');
  const look = fn('Look', { LEADS_TABLE: leads.tableName });
  leads.grant(look, 'dynamodb:GetItem');
  new scheduler.Schedule(stack, 'Schedule', {
    schedule: scheduler.ScheduleExpression.rate(Duration.minutes(5)),
    target: new LambdaInvoke(count, { deadLetterQueue: failures, input: scheduler.ScheduleTargetInput.fromObject({ add: 2 }) }),
  });
  const api = new apigateway.HttpApi(stack, 'Api');
  api.addRoutes({
    path: '/calls/{id}',
    methods: [apigateway.HttpMethod.POST],
    integration: new HttpLambdaIntegration('TakeIntegration', take),
  });
  app.synth();
  return assembly;
}

function aTable(stack: Stack, id: string, { stream }: { stream?: dynamodb.StreamViewType }): dynamodb.Table {
  return new dynamodb.Table(stack, id, {
    partitionKey: { name: 'pk', type: dynamodb.AttributeType.STRING },
    billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
    removalPolicy: RemovalPolicy.DESTROY,
    ...(stream && { stream }),
  });
}

const clients = `
  const { DynamoDBClient, PutItemCommand, UpdateItemCommand, DeleteItemCommand, GetItemCommand } = require('@aws-sdk/client-dynamodb');
  const { EventBridgeClient, PutEventsCommand } = require('@aws-sdk/client-eventbridge');
  const dynamodb = new DynamoDBClient({});`;

const code = {
  Take: `${clients}
    exports.handler = async (event) => {
      const Item = { pk: { S: event.pathParameters.id }, status: { S: event.body } };
      if (event.body === 'Forbidden') await dynamodb.send(new DeleteItemCommand({ TableName: process.env.CALLS_TABLE, Key: { pk: Item.pk } }));
      await dynamodb.send(new PutItemCommand({ TableName: process.env.CALLS_TABLE, Item }));
      return { statusCode: 200, body: JSON.stringify({ id: event.pathParameters.id }) };
    };`,
  Publish: `${clients}
    const events = new EventBridgeClient({});
    exports.handler = async ({ Records }) => {
      for (const { dynamodb: { NewImage, SequenceNumber } } of Records) {
        if (NewImage.status.S === 'Poison') return { batchItemFailures: [{ itemIdentifier: SequenceNumber }] };
        const Detail = JSON.stringify({ id: NewImage.pk.S, status: NewImage.status.S });
        const answer = await events.send(new PutEventsCommand({ Entries: [{ EventBusName: process.env.BUS_NAME, Source: 'redial', DetailType: 'Call Ended', Detail }] }));
        if (answer.FailedEntryCount > 0) throw new Error('not published');
      }
      return { batchItemFailures: [] };
    };`,
  Handle: `${clients}
    exports.handler = async ({ Records }) => {
      for (const { body } of Records) {
        const { detail } = JSON.parse(body);
        const update = { UpdateExpression: 'SET #s = :s', ExpressionAttributeNames: { '#s': 'status' }, ExpressionAttributeValues: { ':s': { S: detail.status } } };
        await dynamodb.send(new UpdateItemCommand({ TableName: process.env.LEADS_TABLE, Key: { pk: { S: detail.id } }, ...update }));
      }
      return { batchItemFailures: [] };
    };`,
  Look: `${clients}
    exports.handler = async ({ id }) => {
      const { Item } = await dynamodb.send(new GetItemCommand({ TableName: process.env.LEADS_TABLE, Key: { pk: { S: id } } }));
      return Item?.status?.S ?? null;
    };`,
  Count: `${clients}
    exports.handler = async ({ add }) => {
      const update = { UpdateExpression: 'ADD runs :n', ExpressionAttributeValues: { ':n': { N: String(add) } }, ReturnValues: 'ALL_NEW' };
      const answer = await dynamodb.send(new UpdateItemCommand({ TableName: process.env.LEADS_TABLE, Key: { pk: { S: 'count' } }, ...update }));
      return Number(answer.Attributes.runs.N);
    };`,
};

/** Bundles one function as `infra/` bundles those of Redial: one CommonJS file with the SDK inside. */
function bundled(folder: string, name: keyof typeof code): string {
  const outFolder = join(folder, name);
  mkdirSync(outFolder, { recursive: true });
  const stdin = { contents: code[name], resolveDir: import.meta.dirname };
  buildSync({
    stdin,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    outfile: join(outFolder, 'index.cjs'),
    mainFields: ['module', 'main'],
    minify: true,
  });
  return outFolder;
}

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { allCapabilities } from '../../infra/capabilities/all-capabilities.ts';
import { tableDefinitions } from '../../infra/capabilities/tables.ts';
import { synthesised } from './synthesised.ts';

const { app, ofType, resources, stack, template } = synthesised();
const assembly = app.synth();

/** What the one-machine runner can run, too; another type needs work there. */
const knownTypes = new Set(
  `AWS::ApiGatewayV2::Api AWS::ApiGatewayV2::Integration AWS::ApiGatewayV2::Route AWS::ApiGatewayV2::Stage AWS::CloudWatch::Alarm
   AWS::DynamoDB::Table AWS::Events::EventBus AWS::Events::Rule AWS::IAM::Policy AWS::IAM::Role AWS::Lambda::EventInvokeConfig
   AWS::Lambda::EventSourceMapping AWS::Lambda::Function AWS::Lambda::Permission AWS::Logs::LogGroup AWS::SQS::Queue
   AWS::S3::Bucket AWS::S3::BucketPolicy AWS::SQS::QueuePolicy AWS::Scheduler::Schedule`.split(/\s+/),
);

describe('functions', () => {
  it('are those that the capabilities name, each by a name of its own', () => {
    expect(ofType('AWS::Lambda::Function')).toHaveLength(allCapabilities.length);
    expect(Object.keys(stack.redial.functions)).toEqual(allCapabilities.map(({ name }) => name));
    expect(new Set(allCapabilities.map(({ name }) => name)).size).toBe(allCapabilities.length);
  });

  it.each(ofType('AWS::Lambda::Function'))('%s runs Node 24 on ARM and logs to a group of its own', (_, { Properties }) => {
    expect(Properties).toMatchObject({ Runtime: 'nodejs24.x', Architectures: ['arm64'], Handler: 'index.handler' });
    expect(resources[Properties.LoggingConfig.LogGroup.Ref]?.Type).toBe('AWS::Logs::LogGroup');
  });

  it.each(ofType('AWS::Lambda::Function'))('%s is one file, without its source map', (_, { Properties }) => {
    const folder = join(assembly.directory, `asset.${Properties.Code.S3Key.replace('.zip', '')}`);
    expect(readdirSync(folder)).toEqual(['index.cjs']);
  });

  it.each(allCapabilities.filter(({ trigger }) => trigger.kind === 'http'))(
    '$name answers before API Gateway gives up',
    ({ timeoutSeconds }) => {
      expect(timeoutSeconds).toBeLessThan(30);
    },
  );
});

describe('tables', () => {
  it.each(Object.entries(tableDefinitions))('%s are found by text keys, and through the indexes named', (name, definition) => {
    const table = resources[stack.resolve(tableNamed(name).tableName).Ref]?.Properties;
    expect(table.KeySchema.map((key: { AttributeName: string }) => key.AttributeName)).toEqual(
      'sortKey' in definition ? ['pk', 'sk'] : ['pk'],
    );
    expect(new Set(table.AttributeDefinitions.map((attribute: { AttributeType: string }) => attribute.AttributeType))).toEqual(
      new Set(['S']),
    );
    const indexes = (table.GlobalSecondaryIndexes ?? []).map((index: { IndexName: string }) => index.IndexName);
    expect(indexes).toEqual(Object.keys(definition.indexes));
    expect(table.StreamSpecification).toEqual(definition.streamed ? { StreamViewType: 'NEW_AND_OLD_IMAGES' } : undefined);
  });

  it.each(ofType('AWS::DynamoDB::Table'))('%s is encrypted, restorable, protected, kept, and paid by use', (_, table) => {
    expect(table.Properties).toMatchObject({
      SSESpecification: { SSEEnabled: true },
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      DeletionProtectionEnabled: true,
      BillingMode: 'PAY_PER_REQUEST',
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
    });
    expect(table.DeletionPolicy).toBe('Retain');
  });
});

describe('the bucket of exports', () => {
  it('is private and encrypted, lets files and broken uploads go, and stays when the stack goes', () => {
    const [[, bucket] = []] = ofType('AWS::S3::Bucket');
    const enabled = { Status: 'Enabled', AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 } };
    expect(ofType('AWS::S3::Bucket')).toHaveLength(1);
    expect(bucket?.Properties).toMatchObject({
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }] },
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
      LifecycleConfiguration: {
        Rules: [
          { Prefix: 'exports/asked/', ...enabled, ExpirationInDays: 30 },
          { Prefix: 'exports/scheduled/', ...enabled, ExpirationInDays: 92 },
        ],
      },
    });
    expect(bucket?.DeletionPolicy).toBe('Retain');
  });
});

describe('logs', () => {
  it.each(ofType('AWS::Logs::LogGroup'))('%s ends after three months', (_, { Properties }) => {
    expect(Properties.RetentionInDays).toBe(90);
  });

  it('of the HTTP API hold no query string, header, body or token', () => {
    const [, stage] = ofType('AWS::ApiGatewayV2::Stage')[0] ?? [];
    const fields: Record<string, string> = JSON.parse(stage?.Properties.AccessLogSettings.Format);
    const harmless = /^\$context\.(requestId|requestTime|routeKey|path|status|response(Length|Latency)|integration(Latency|ErrorMessage))$/;
    expect(Object.values(fields).filter((field) => !harmless.test(field))).toEqual([]);
    expect(Object.keys(fields)).toContain('status');
  });
});

describe('the HTTP API', () => {
  it('has the routes of the capabilities, each of them once', () => {
    const routes = ofType('AWS::ApiGatewayV2::Route').map(([, { Properties }]) => Properties.RouteKey);
    const declared = allCapabilities.flatMap(({ trigger }) => (trigger.kind === 'http' ? trigger.routes : []));
    expect(routes.toSorted()).toEqual(declared.toSorted());
    expect(new Set(routes).size).toBe(routes.length);
  });

  it('is throttled, speaks payload format 2.0, and lets no other origin in', () => {
    template.hasResourceProperties('AWS::ApiGatewayV2::Stage', {
      DefaultRouteSettings: { ThrottlingBurstLimit: 5000, ThrottlingRateLimit: 5000 },
    });
    for (const [, { Properties }] of ofType('AWS::ApiGatewayV2::Integration')) expect(Properties.PayloadFormatVersion).toBe('2.0');
    for (const [, { Properties }] of ofType('AWS::ApiGatewayV2::Api')) expect(Properties.CorsConfiguration).toBeUndefined();
  });
});

describe('the template', () => {
  it('holds only what one machine can run, too: no custom resource, no condition', () => {
    expect(Object.values(resources).filter(({ Type }) => !knownTypes.has(Type))).toEqual([]);
    expect(template.toJSON()).not.toHaveProperty('Conditions');
    expect(JSON.stringify(template.toJSON())).not.toContain('Fn::ImportValue');
  });

  it('tells a person where to go, and the command that makes the first token', () => {
    const outputs = template.findOutputs('*');
    expect(Object.keys(outputs)).toEqual(expect.arrayContaining(['ApiUrl', 'BusName', 'BootstrapFunctionName', 'BootstrapCommand']));
    const command = JSON.stringify(outputs.BootstrapCommand);
    expect(command).toContain('aws lambda invoke');
    expect(command).toContain(stack.resolve(stack.redial.functions.bootstrap.functionName).Ref);
  });
});

function tableNamed(name: string) {
  const table = Object.entries(stack.redial.tables).find(([key]) => key === name)?.[1];
  if (!table) throw new Error(`Cannot find the table "${name}": the stack has ${Object.keys(stack.redial.tables).join(', ')}.`);
  return table;
}

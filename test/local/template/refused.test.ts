import { describe, expect, it } from 'vitest';
import { wiringOf } from '../../../local/template/wiring.ts';
import { aFunction, assemblyOf, options } from './assembly-of.ts';

const key = { KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }], AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }] };
const document = (statement: object) => ({
  PolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'sqs:*', Resource: '*', ...statement }] },
});
const target = { Arn: 'arn:aws:sqs:eu-central-1:111122223333:q', Id: 'T' };

/** Each would change what happens, and the runner cannot follow it: silence would make the machine behave otherwise than AWS. */
const refused: [type: string, properties: Record<string, unknown>, message: string][] = [
  ['AWS::EC2::VPC', {}, 'Cannot run AWS::EC2::VPC "It": the runner does not know this type of resource'],
  [
    'AWS::DynamoDB::Table',
    { ...key, KinesisStreamSpecification: {} },
    'does not know what its property KinesisStreamSpecification would change',
  ],
  [
    'AWS::DynamoDB::Table',
    { ...key, GlobalSecondaryIndexes: [{ IndexName: 'i', KeySchema: [], Projection: { ProjectionType: 'ALL' }, Other: 1 }] },
    'property GlobalSecondaryIndexes.0.Other',
  ],
  [
    'AWS::SQS::Queue',
    { FifoQueue: true, QueueName: 'a.fifo' },
    'Cannot run AWS::SQS::Queue "It": the runner does not know what its property FifoQueue would change',
  ],
  ['AWS::SQS::Queue', { DelaySeconds: 5 }, 'its property DelaySeconds is not one the runner can follow'],
  ['AWS::S3::Bucket', { NotificationConfiguration: {} }, 'property NotificationConfiguration'],
  ['AWS::Events::EventBus', { Name: 'b', Policy: {} }, 'property Policy'],
  ['AWS::Events::Rule', { ScheduleExpression: 'rate(1 day)', EventPattern: {} }, 'property ScheduleExpression'],
  ['AWS::Events::Rule', { EventPattern: {}, State: 'DISABLED' }, 'its property State is not one the runner can follow'],
  ['AWS::Events::Rule', { EventPattern: {}, Targets: [{ ...target, InputTransformer: {} }] }, 'property Targets.0.InputTransformer'],
  ['AWS::Events::Rule', { EventPattern: {}, Targets: [{ ...target, SqsParameters: {} }] }, 'property Targets.0.SqsParameters'],
  [
    'AWS::Scheduler::Schedule',
    { ScheduleExpression: 'rate(1 day)', FlexibleTimeWindow: { Mode: 'FLEXIBLE' }, Target: { ...target, RoleArn: 'r' } },
    'property FlexibleTimeWindow.Mode',
  ],
  [
    'AWS::Scheduler::Schedule',
    { ScheduleExpression: 'rate(1 day)', FlexibleTimeWindow: { Mode: 'OFF' }, EndDate: 'x', Target: { ...target, RoleArn: 'r' } },
    'property EndDate',
  ],
  ['AWS::Lambda::Function', { ...aFunction, Layers: [] }, 'property Layers'],
  ['AWS::Lambda::Function', { ...aFunction, VpcConfig: {} }, 'property VpcConfig'],
  ['AWS::Lambda::Function', { ...aFunction, Runtime: 'python3.13' }, 'its property Runtime is not one the runner can follow'],
  ['AWS::Lambda::Function', { ...aFunction, Code: { ZipFile: 'inline' } }, 'property Code.ZipFile'],
  [
    'AWS::Lambda::Function',
    { ...aFunction, Code: { S3Bucket: 'assets', S3Key: 'other.zip' } },
    'the cloud assembly has no asset other.zip',
  ],
  [
    'AWS::Lambda::EventSourceMapping',
    { FunctionName: 'f', EventSourceArn: target.Arn, TumblingWindowInSeconds: 5 },
    'property TumblingWindowInSeconds',
  ],
  [
    'AWS::Lambda::EventSourceMapping',
    { FunctionName: 'f', EventSourceArn: target.Arn, FilterCriteria: { Filters: [{ Pattern: '{' }] } },
    '{ is not JSON',
  ],
  ['AWS::Lambda::EventSourceMapping', { FunctionName: 'nobody', EventSourceArn: target.Arn }, 'no function is called nobody'],
  ['AWS::ApiGatewayV2::Api', { Name: 'a', ProtocolType: 'WEBSOCKET' }, 'its property ProtocolType is not one the runner can follow'],
  ['AWS::ApiGatewayV2::Api', { Name: 'a', ProtocolType: 'HTTP', CorsConfiguration: {} }, 'property CorsConfiguration'],
  [
    'AWS::ApiGatewayV2::Route',
    { ApiId: 'a', RouteKey: 'GET /', Target: 'integrations/i', AuthorizationType: 'JWT' },
    'its property AuthorizationType',
  ],
  ['AWS::ApiGatewayV2::Route', { ApiId: 'a', RouteKey: '$default', Target: 'integrations/i' }, 'its property RouteKey'],
  [
    'AWS::ApiGatewayV2::Integration',
    { ApiId: 'a', IntegrationType: 'HTTP_PROXY', IntegrationUri: 'x', PayloadFormatVersion: '1.0' },
    'its property IntegrationType',
  ],
  ['AWS::ApiGatewayV2::Stage', { ApiId: 'a', StageName: '$default', AutoDeploy: true, RouteSettings: {} }, 'property RouteSettings'],
  ['AWS::IAM::Role', { PermissionsBoundary: 'arn' }, 'property PermissionsBoundary'],
  [
    'AWS::IAM::Role',
    { ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess'] },
    'does not know what arn:aws:iam::aws:policy/AdministratorAccess allows',
  ],
  [
    'AWS::IAM::Policy',
    { PolicyName: 'p', Roles: [], ...document({ NotAction: 'sqs:*' }) },
    'property PolicyDocument.Statement.0.NotAction',
  ],
  [
    'AWS::IAM::Policy',
    { PolicyName: 'p', Roles: [], ...document({ Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } }) },
    'does not know the condition IpAddress',
  ],
  [
    'AWS::IAM::Policy',
    { PolicyName: 'p', Roles: [], ...document({ Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o' } } }) },
    'does not know the condition key aws:PrincipalOrgID',
  ],
  ['AWS::IAM::Policy', { PolicyName: 'p', Users: [], Roles: [], ...document({}) }, 'property Users'],
];

describe('wiringOf', () => {
  it.each(refused.map(([type, properties, message]) => [type, message, properties] as const))(
    'refuses %s: %s',
    (Type, message, Properties) => {
      const FnRole = { Type: 'AWS::IAM::Role' };
      expect(() => wiringOf(assemblyOf({ FnRole, It: { Type, Properties } }), options)).toThrow(message);
    },
  );

  it('refuses a resource that is there only on a condition', () => {
    expect(() => wiringOf(assemblyOf({ It: { Type: 'AWS::SQS::Queue', Condition: 'IsProd' } }), options)).toThrow(
      'it has the condition "IsProd"',
    );
  });

  it('refuses a second HTTP API', () => {
    const api = { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'a', ProtocolType: 'HTTP' } };
    expect(() => wiringOf(assemblyOf({ A: api, B: api }), options)).toThrow('Cannot run 2 HTTP APIs');
  });
});

import { describe, expect, it } from 'vitest';
import { allCapabilities } from '../../infra/capabilities/all-capabilities.ts';
import type { Capability } from '../../infra/capabilities/capability.ts';
import type { Grant } from '../../infra/capabilities/grant.ts';
import { synthesised } from './synthesised.ts';

type Statement = { Effect: string; Action: string | string[]; Resource: unknown };

const { ofType, stack } = synthesised();
const { redial } = stack;
const listOf = <T>(value: T | T[]): T[] => (Array.isArray(value) ? value : [value]);
const statements: [policy: string, Statement][] = [
  ...ofType('AWS::IAM::Policy'),
  ...ofType('AWS::SQS::QueuePolicy'),
  ...ofType('AWS::S3::BucketPolicy'),
].flatMap(([id, { Properties }]) => Properties.PolicyDocument.Statement.map((statement: Statement) => [id, statement]));
const allowed = statements.filter(([, { Effect }]) => Effect === 'Allow');

describe('permissions', () => {
  it('are granted by exact names of actions', () => {
    expect(allowed.length).toBeGreaterThan(20);
    expect(allowed.flatMap(([, { Action }]) => listOf(Action)).filter((action) => action.includes('*'))).toEqual([]);
  });

  it('are granted on exact resources, but for files of exports, and ListStreams, which AWS knows on all streams only', () => {
    const wide = allowed.filter(([, { Resource }]) => /\*/.test(JSON.stringify(Resource)));
    expect(new Set(wide.flatMap(([, { Action }]) => Action))).toEqual(new Set(['dynamodb:ListStreams', 's3:GetObject', 's3:PutObject']));
  });

  it('forbid all but encrypted transport to every queue and bucket', () => {
    const denied = statements.filter(([, { Effect }]) => Effect === 'Deny').map(([, statement]) => statement);
    expect(denied).toHaveLength(ofType('AWS::SQS::Queue').length + ofType('AWS::S3::Bucket').length);
    for (const statement of denied) expect(statement).toMatchObject({ Condition: { Bool: { 'aws:SecureTransport': 'false' } } });
  });

  it('come from roles of our own, without policies managed elsewhere', () => {
    for (const [, role] of ofType('AWS::IAM::Role')) expect(role.Properties.ManagedPolicyArns).toBeUndefined();
  });

  it.each(allCapabilities)('of $name on tables and bus are what its capability declares, and nothing else', (capability) => {
    const onTables = ownStatements(capability).filter(({ Action }) => /^(dynamodb|events|s3):/.test(String(listOf(Action)[0])));
    const onItems = onTables.filter(({ Action }) => !/Stream|GetRecords|GetShardIterator/.test(String(Action)));
    expect(onItems.map(({ Action, Resource }) => [listOf(Action), Resource])).toEqual(capability.may.map(expected));
  });

  it.each(allCapabilities)('of $name beside those are for its log, its source and its dead letters', (capability) => {
    const others = ownStatements(capability).flatMap(({ Action }) => listOf(Action));
    const beside = others.filter((action) => !/^(dynamodb|events|s3):/.test(action) || /Stream|GetRecords|GetShardIterator/.test(action));
    expect(beside.toSorted()).toEqual([...besidesOf[capability.trigger.kind]].toSorted());
  });

  it.each(allCapabilities)('of $name decide which names it is told', (capability) => {
    const { Properties } = ofType('AWS::Lambda::Function').find(([id]) => id === logicalIdOf(capability))?.[1] ?? { Properties: {} };
    const told = Object.keys(Properties.Environment.Variables).filter((name) => /_TABLE$|_BUCKET$|^BUS_NAME$/.test(name));
    const granted = capability.may.map(nameTold);
    expect(new Set(told)).toEqual(new Set(granted));
    expect(Properties.Environment.Variables.POWERTOOLS_SERVICE_NAME).toBe(capability.name);
  });
});

const [exportsBucket] = ofType('AWS::S3::Bucket')[0] ?? ['none'];
const exportFiles = { 'Fn::Join': ['', [{ 'Fn::GetAtt': [exportsBucket, 'Arn'] }, '/exports/*']] };

const log = ['logs:CreateLogStream', 'logs:PutLogEvents'];
const send = ['sqs:SendMessage', 'sqs:GetQueueAttributes', 'sqs:GetQueueUrl'];
const readStream = ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'];
const receive = ['ReceiveMessage', 'ChangeMessageVisibility', 'GetQueueUrl', 'DeleteMessage', 'GetQueueAttributes'].map((a) => `sqs:${a}`);

/** What a function is allowed because of what triggers it. */
const besidesOf = {
  http: log,
  invoke: log,
  queue: [...log, ...receive],
  schedule: [...log, ...send],
  stream: [...log, ...send, 'dynamodb:ListStreams', ...readStream, ...readStream, ...readStream],
} as const satisfies Record<Capability['trigger']['kind'], readonly string[]>;

function logicalIdOf({ name }: Capability): string {
  return stack.resolve(redial.functions[name].functionName).Ref;
}

function ownStatements(capability: Capability): Statement[] {
  const role = redial.functions[capability.name].role;
  const policies = ofType('AWS::IAM::Policy').filter(([, { Properties }]) => Properties.Roles[0].Ref === stack.resolve(role?.roleName).Ref);
  return policies.flatMap(([, { Properties }]) => Properties.PolicyDocument.Statement);
}

function nameTold(grant: Grant): string {
  if ('bus' in grant) return 'BUS_NAME';
  return 'bucket' in grant ? 'EXPORTS_BUCKET' : `${grant.table.toUpperCase()}_TABLE`;
}

function expected(grant: Grant): [actions: string[], resource: unknown] {
  if ('bus' in grant) return [['events:PutEvents'], stack.resolve(redial.bus.eventBusArn)];
  if ('bucket' in grant) return [grant.actions.map((action) => `s3:${action}`), exportFiles];
  const arn = stack.resolve(redial.tables[grant.table].tableArn);
  const actions = grant.actions.map((action) => `dynamodb:${action}`);
  return [actions, 'index' in grant ? { 'Fn::Join': ['', [arn, `/index/${grant.index}`]] } : arn];
}

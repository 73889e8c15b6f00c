import { describe, expect, it } from 'vitest';
import { wiringOf } from '../../../local/template/wiring.ts';
import { assemblyOf, options } from './assembly-of.ts';

const queue = { Type: 'AWS::SQS::Queue' };
const queueNames = (resources: Parameters<typeof assemblyOf>[0]) => wiringOf(assemblyOf(resources), options).queues.map(({ name }) => name);

describe('physical names', () => {
  it('are those that the template gives, also through intrinsics', () => {
    const QueueName = { 'Fn::Join': ['-', [{ Ref: 'AWS::StackName' }, 'mine']] };
    expect(queueNames({ Mine: { ...queue, Properties: { QueueName } } })).toEqual(['Shop-mine']);
  });

  it('stay the same when other parts of the template change', () => {
    expect(queueNames({ Orders: queue, Later: queue })).toContain(queueNames({ Orders: queue })[0]);
  });

  it('fit into what the service takes, and stay apart', () => {
    const long = 'Q'.repeat(120);
    const names = queueNames({ [`${long}1`]: queue, [`${long}2`]: queue });
    expect(names.map((name) => name.length)).toEqual([80, 80]);
    expect(new Set(names).size).toBe(2);
  });

  it('of buckets are in small letters', () => {
    expect(wiringOf(assemblyOf({ Exports: { Type: 'AWS::S3::Bucket' } }), options).buckets[0]?.name).toBe('shop-exports');
  });
});

describe('stack outputs', () => {
  const Api = { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'a', ProtocolType: 'HTTP' } };

  it.each([
    ['the endpoint attribute', { 'Fn::GetAtt': ['Api', 'ApiEndpoint'] }, 'http://localhost:3000'],
    [
      'the address that CDK puts together',
      { 'Fn::Join': ['', ['https://', { Ref: 'Api' }, '.execute-api.', { Ref: 'AWS::Region' }, '.', { Ref: 'AWS::URLSuffix' }, '/']] },
      'http://localhost:3000/',
    ],
  ])('show the public URL for %s', (_name, Value, expected) => {
    expect(wiringOf(assemblyOf({ Api }, { Outputs: { Url: { Value } } }), options).outputs).toEqual({ Url: expected });
  });
});

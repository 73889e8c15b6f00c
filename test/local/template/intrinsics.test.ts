// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Fn::Sub names things so
import { describe, expect, it } from 'vitest';
import { resolveIntrinsics, type Scope } from '../../../local/template/intrinsics.ts';

const scope: Scope = {
  region: 'eu-central-1',
  account: '111122223333',
  stackName: 'Shop',
  mappings: { Sizes: { 'eu-central-1': { memory: 512 } } },
  refOf: (id) => new Map([['Queue', 'http://queues/queue']]).get(id),
  attributeOf: (id, attribute) =>
    new Map([
      ['Queue.Arn', 'arn:queue'],
      ['Queue.A.B', 'nested'],
    ]).get(`${id}.${attribute}`),
};

const place = { logicalId: 'Consumer', path: 'Environment' };
const resolved = (value: unknown) => resolveIntrinsics(value, scope, place);

describe('resolveIntrinsics', () => {
  it.each<[string, unknown, unknown]>([
    ['a plain text', 'as it is', 'as it is'],
    ['a number, a flag and null', [1, true, null], [1, true, null]],
    ['Ref of a resource', { Ref: 'Queue' }, 'http://queues/queue'],
    ['Ref of the region', { Ref: 'AWS::Region' }, 'eu-central-1'],
    ['Ref of the account', { Ref: 'AWS::AccountId' }, '111122223333'],
    ['Ref of the partition', { Ref: 'AWS::Partition' }, 'aws'],
    ['Ref of the URL suffix', { Ref: 'AWS::URLSuffix' }, 'amazonaws.com'],
    ['Ref of the stack name', { Ref: 'AWS::StackName' }, 'Shop'],
    ['GetAtt as a list', { 'Fn::GetAtt': ['Queue', 'Arn'] }, 'arn:queue'],
    ['GetAtt as a text', { 'Fn::GetAtt': 'Queue.Arn' }, 'arn:queue'],
    ['GetAtt of a dotted attribute', { 'Fn::GetAtt': 'Queue.A.B' }, 'nested'],
    ['Join', { 'Fn::Join': [':', ['a', { Ref: 'AWS::Region' }, 1]] }, 'a:eu-central-1:1'],
    ['Join of nothing', { 'Fn::Join': ['', []] }, ''],
    ['Join of a list that an intrinsic makes', { 'Fn::Join': ['+', { 'Fn::Split': ['/', 'a/b'] }] }, 'a+b'],
    ['Sub with names', { 'Fn::Sub': '${AWS::StackName}/${Queue}/${Queue.Arn}' }, 'Shop/http://queues/queue/arn:queue'],
    ['Sub with variables', { 'Fn::Sub': ['${Who} in ${AWS::Region}', { Who: { Ref: 'Queue' } }] }, 'http://queues/queue in eu-central-1'],
    ['Sub with a literal', { 'Fn::Sub': 'keep ${!this}' }, 'keep ${this}'],
    ['Select', { 'Fn::Select': [1, ['a', 'b']] }, 'b'],
    ['Select by a number in text', { 'Fn::Select': ['0', { 'Fn::Split': [':', 'x:y'] }] }, 'x'],
    ['Split', { 'Fn::Split': [':', { Ref: 'AWS::Region' }] }, ['eu-central-1']],
    ['FindInMap', { 'Fn::FindInMap': ['Sizes', { Ref: 'AWS::Region' }, 'memory'] }, 512],
    ['a property without a value', { kept: 1, dropped: { Ref: 'AWS::NoValue' } }, { kept: 1 }],
    ['an item without a value', ['a', { Ref: 'AWS::NoValue' }], ['a']],
    ['an object that only looks like an intrinsic', { Ref: 'a', Other: 'b' }, { Ref: 'a', Other: 'b' }],
  ])('resolves %s', (_name, value, expected) => {
    expect(resolved(value)).toEqual(expected);
  });

  it.each<[string, unknown, string]>([
    [
      'an intrinsic',
      { 'Fn::ImportValue': 'x' },
      'Cannot resolve Consumer.Environment of the template: the runner does not know Fn::ImportValue',
    ],
    ['a condition', { Variables: { A: { 'Fn::If': ['x', 1, 2] } } }, 'Cannot resolve Consumer.Environment.Variables.A of the template'],
    ['a resource', { Ref: 'Nobody' }, 'it refers to Nobody, which the runner does not know'],
    ['an attribute', { 'Fn::GetAtt': ['Queue', 'Colour'] }, 'it asks for attribute Colour of Queue, which the runner does not know'],
    ['a name in a Sub', { 'Fn::Sub': '${Nobody.Arn}' }, 'it asks for attribute Arn of Nobody'],
    ['a mapping', { 'Fn::FindInMap': ['Sizes', 'us-east-1', 'memory'] }, 'mapping Sizes has nothing for us-east-1, memory'],
    ['a position', { 'Fn::Select': [2, ['a']] }, 'Fn::Select finds nothing at position 2'],
    ['text that is none', { 'Fn::Join': ['', [{ a: 1 }]] }, 'a text was expected, not {"a":1}'],
    ['a list that is none', { 'Fn::Join': 'a' }, 'a list was expected, not "a"'],
  ])('refuses %s that it does not know, naming resource and property', (_name, value, message) => {
    expect(() => resolved(value)).toThrow(message);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAllowed } from '../../../local/iam/evaluate.ts';
import type { PolicyStatement } from '../../../local/wiring.ts';

const allow = (actions: string, resources: string, conditions: PolicyStatement['conditions'] = {}): PolicyStatement => ({
  effect: 'Allow',
  actions: [actions],
  resources: [resources],
  conditions,
});
const deny = (...args: Parameters<typeof allow>): PolicyStatement => ({ ...allow(...args), effect: 'Deny' });

const table = 'arn:aws:dynamodb:eu-central-1:111122223333:table/Calls';
const request = { action: 'dynamodb:PutItem', resource: table };
const when = (operator: string, ...values: string[]) => allow('*', '*', { [operator]: { 'events:source': values } });
const sourced = (source?: string) => ({ ...request, context: source === undefined ? {} : { 'events:source': source } });

describe('isAllowed', () => {
  it.each<[string, PolicyStatement[], { action: string; resource: string; context?: Record<string, string> }, boolean]>([
    ['nothing says so', [], request, false],
    ['action and resource are named', [allow('dynamodb:PutItem', table)], request, true],
    ['the action is written in other letters', [allow('DynamoDB:putitem', table)], request, true],
    ['the resource is written in other letters', [allow('dynamodb:PutItem', table.toLowerCase())], request, false],
    ['another action is named', [allow('dynamodb:GetItem', table)], request, false],
    ['another table is named', [allow('dynamodb:PutItem', `${table}2`)], request, false],
    ['a wildcard ends the action', [allow('dynamodb:Put*', table)], request, true],
    ['a wildcard stands for the service', [allow('*', '*')], request, true],
    ['a question mark stands for one character', [allow('dynamodb:PutIte?', table)], request, true],
    ['a question mark stands for none', [allow('dynamodb:PutItem?', table)], request, false],
    ['only the indexes are named', [allow('dynamodb:*', `${table}/index/*`)], request, false],
    ['the index is meant by a wildcard', [allow('dynamodb:*', `${table}/index/*`)], { ...request, resource: `${table}/index/due` }, true],
    [
      'dots mean themselves',
      [allow('s3:GetObject', 'arn:aws:s3:::a.b/*')],
      { action: 's3:GetObject', resource: 'arn:aws:s3:::axb/k' },
      false,
    ],
    ['a deny stands beside an allow', [allow('*', '*'), deny('dynamodb:PutItem', table)], request, false],
    ['a deny comes first', [deny('dynamodb:*', '*'), allow('*', '*')], request, false],
    ['a deny is about something else', [allow('*', '*'), deny('dynamodb:DeleteItem', '*')], request, true],
    ['StringEquals holds', [when('StringEquals', 'a', 'redial')], sourced('redial'), true],
    ['StringEquals does not hold', [when('StringEquals', 'a')], sourced('redial'), false],
    ['StringEquals lacks its key', [when('StringEquals', 'a')], sourced(), false],
    ['StringEqualsIfExists lacks its key', [when('StringEqualsIfExists', 'a')], sourced(), true],
    ['StringNotEquals names it', [when('StringNotEquals', 'a', 'redial')], sourced('redial'), false],
    ['StringNotEquals names another', [when('StringNotEquals', 'a')], sourced('redial'), true],
    ['StringNotEquals lacks its key', [when('StringNotEquals', 'a')], sourced(), true],
    ['StringEqualsIgnoreCase holds', [when('StringEqualsIgnoreCase', 'REDIAL')], sourced('redial'), true],
    ['StringLike holds', [when('StringLike', 're*')], sourced('redial'), true],
    ['StringNotLike does not hold', [when('StringNotLike', 're*')], sourced('redial'), false],
    ['ArnLike holds', [when('ArnLike', 'arn:aws:events:*:*:rule/*')], sourced('arn:aws:events:eu:1:rule/a/b'), true],
    ['ArnLike does not reach over colons', [when('ArnLike', 'arn:aws:*:rule/a')], sourced('arn:aws:events:eu:1:rule/a'), false],
    ['Bool holds', [when('Bool', 'true')], sourced('TRUE'), true],
    ['Null asks for a key that is there', [when('Null', 'false')], sourced('x'), true],
    ['Null asks for a key that is not there', [when('Null', 'true')], sourced('x'), false],
    ['the key is written in other letters', [allow('*', '*', { StringEquals: { 'EVENTS:Source': ['x'] } })], sourced('x'), true],
    [
      'one of two conditions fails',
      [allow('*', '*', { StringEquals: { 'events:source': ['x'] }, Null: { 'events:source': ['true'] } })],
      sourced('x'),
      false,
    ],
  ])('when %s', (_name, statements, asked, expected) => {
    expect(isAllowed(statements, asked)).toBe(expected);
  });

  it('refuses to guess at a condition it does not know', () => {
    expect(() => isAllowed([when('NumericEquals', '1')], sourced('1'))).toThrow('Cannot evaluate the condition "NumericEquals"');
  });

  it('never allows what is denied, whatever else is said', () => {
    const statement: fc.Arbitrary<PolicyStatement> = fc.record({
      effect: fc.constantFrom('Allow' as const, 'Deny' as const),
      actions: fc.array(fc.constantFrom('*', 'dynamodb:*', 'dynamodb:PutItem', 'sqs:*')),
      resources: fc.array(fc.constantFrom('*', table, `${table}/*`)),
      conditions: fc.constant({}),
    });
    fc.assert(
      fc.property(fc.array(statement), fc.nat(), (statements, at) => {
        const position = at % (statements.length + 1);
        expect(isAllowed(statements.toSpliced(position, 0, deny('dynamodb:PutItem', table)), request)).toBe(false);
      }),
    );
  });
});

import * as z from 'zod';
import { knownContextKeys, knownOperators } from '../../iam/evaluate.ts';
import type { PolicyStatement } from '../../wiring.ts';
import { ignored, readProperties } from '../read-properties.ts';
import type { ResolvedResource } from '../resolved-template.ts';

const oneOrMore = z.union([z.array(z.string()), z.string().transform((one) => [one])]);

const conditions = z.record(
  z.string().refine((operator) => knownOperators.includes(operator), {
    error: ({ input }) => `the runner does not know the condition ${String(input)}`,
  }),
  z.record(
    z.string().refine((key) => knownContextKeys.includes(key), {
      error: ({ input }) => `the runner does not know the condition key ${String(input)}`,
    }),
    z.union([oneOrMore, z.boolean().transform((value) => [String(value)])]),
  ),
);

// `NotAction`, `NotResource` and `Principal` are not known here, so they are refused.
const statement = z
  .strictObject({
    Sid: ignored,
    Effect: z.enum(['Allow', 'Deny']),
    Action: oneOrMore,
    Resource: oneOrMore,
    Condition: conditions.default({}),
  })
  .transform(
    ({ Effect, Action, Resource, Condition }): PolicyStatement => ({
      effect: Effect,
      actions: Action,
      resources: Resource,
      conditions: Condition,
    }),
  );

const document = z.strictObject({ Version: ignored, Statement: z.array(statement) });

const basicExecution: PolicyStatement = {
  effect: 'Allow',
  actions: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'],
  resources: ['*'],
  conditions: {},
};

/** What the managed policies say that the runner knows (AWS managed policy reference). */
const managedPolicies: Record<string, PolicyStatement[]> = {
  'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole': [basicExecution],
};

const roleSchema = z.strictObject({
  RoleName: z.string().optional(),
  AssumeRolePolicyDocument: ignored,
  ManagedPolicyArns: z
    .array(
      z.string().refine((arn) => managedPolicies[arn] !== undefined, {
        error: ({ input }) => `the runner does not know what ${String(input)} allows`,
      }),
    )
    .default([]),
  Policies: z.array(z.strictObject({ PolicyName: z.string(), PolicyDocument: document })).default([]),
  Description: ignored,
  MaxSessionDuration: ignored,
  Path: ignored,
  Tags: ignored,
});

const policySchema = z.strictObject({ PolicyName: z.string(), PolicyDocument: document, Roles: z.array(z.string()) });

/** Statements of each role's identity policies, by the role's ARN: its managed, inline and attached ones. */
export function statementsByRole(resources: ResolvedResource[]): Map<string, PolicyStatement[]> {
  const policies = resources.filter(({ type }) => type === 'AWS::IAM::Policy').map((policy) => readProperties(policy, policySchema));
  const roles = resources.filter(({ type }) => type === 'AWS::IAM::Role');
  return new Map(
    roles.map((role) => {
      const { ManagedPolicyArns, Policies } = readProperties(role, roleSchema);
      const managed = ManagedPolicyArns.flatMap((arn) => managedPolicies[arn] ?? []);
      const inline = Policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
      const attached = policies.flatMap(({ Roles, PolicyDocument }) => (Roles.includes(role.ref) ? PolicyDocument.Statement : []));
      return [role.arn, [...managed, ...inline, ...attached]];
    }),
  );
}

import * as z from 'zod';
import { isAllowed } from '../iam/evaluate.ts';
import { glob } from '../iam/glob.ts';
import type { PolicyStatement, ScheduleWiring, Wiring } from '../wiring.ts';
import { readProperties } from './read-properties.ts';
import type { ResolvedResource } from './resolved-template.ts';

const oneOrMore = z.union([z.array(z.string()), z.string().transform((one) => [one])]);

const queuePolicySchema = z.strictObject({
  Queues: z.array(z.string()),
  PolicyDocument: z.object({
    Statement: z.array(
      z.object({
        Effect: z.enum(['Allow', 'Deny']),
        Principal: z.union([z.literal('*'), z.strictObject({ Service: oneOrMore }), z.strictObject({ AWS: oneOrMore })]),
        Action: oneOrMore,
        Resource: oneOrMore,
        Condition: z
          .record(z.string(), z.record(z.string(), z.union([oneOrMore, z.boolean().transform((value) => [String(value)])])))
          .default({}),
      }),
    ),
  }),
});

const permissionSchema = z.strictObject({
  Action: z.string(),
  FunctionName: z.string(),
  Principal: z.string(),
  SourceArn: z.string().optional(),
  SourceAccount: z.string().optional(),
});

type Context = {
  wiring: Omit<Wiring, 'schedules'> & { schedules: (ScheduleWiring & { roleArn: string })[] };
  resources: ResolvedResource[];
  statements: Map<string, PolicyStatement[]>;
};

/** One thing that AWS does for the stack, and whether the template allows it. */
type Delivery = { from: string; action: string; to: string; allowed: boolean };

/**
 * AWS refuses what the services do for a stack as well: a rule to its queue, a schedule to its function, a mapping's polling.
 * Throws, naming each, when the template lacks the permission: there, the messages would be dropped or wait forever.
 */
export function checkDeliveries(context: Context): void {
  const deliveries = [...ofRules(context), ...ofSchedules(context), ...ofMappings(context), ...ofFunctions(context), ...ofRoutes(context)];
  const refused = deliveries.filter(({ allowed }) => !allowed);
  if (refused.length === 0) return;
  const lines = refused.map(({ from, action, to }) => `${from} may not ${action} on ${to}`);
  throw new Error(`Cannot run the template: AWS would refuse some of its deliveries. ${lines.join('; ')}`);
}

function ofRules({ wiring, resources }: Context): Delivery[] {
  const service = 'events.amazonaws.com';
  return wiring.rules.flatMap(({ logicalId, arn, targets }) =>
    targets
      .flatMap((target) => [target.arn, ...(target.deadLetterQueueArn === undefined ? [] : [target.deadLetterQueueArn])])
      .map((to): Delivery => {
        const isQueue = to.startsWith('arn:aws:sqs:');
        const allowed = isQueue
          ? queueAdmits(to, { service, sourceArn: arn }, resources)
          : functionAdmits(to, { service, sourceArn: arn }, resources);
        return { from: `rule ${logicalId}`, action: isQueue ? 'sqs:SendMessage' : 'lambda:InvokeFunction', to, allowed };
      }),
  );
}

function ofSchedules({ wiring, statements }: Context): Delivery[] {
  return wiring.schedules.flatMap(({ logicalId, target, roleArn }) => [
    byRole(`schedule ${logicalId}`, 'lambda:InvokeFunction', target.arn, statements.get(roleArn)),
    ...sendingTo(`schedule ${logicalId}`, target.deadLetterQueueArn, statements.get(roleArn)),
  ]);
}

function ofMappings({ wiring }: Context): Delivery[] {
  return wiring.mappings.flatMap((mapping) => {
    const policies = wiring.functions.find(({ arn }) => arn === mapping.functionArn)?.policies;
    const from = `function of mapping ${mapping.logicalId}`;
    if (mapping.kind === 'queue')
      return polling('sqs', ['ReceiveMessage', 'DeleteMessage', 'GetQueueAttributes']).map((action) =>
        byRole(from, action, mapping.queueArn, policies),
      );
    const streamArn = wiring.tables.find(({ name }) => name === mapping.tableName)?.streamArn ?? '';
    return [
      ...polling('dynamodb', ['GetRecords', 'GetShardIterator', 'DescribeStream']).map((action) =>
        byRole(from, action, streamArn, policies),
      ),
      ...sendingTo(from, mapping.onFailureQueueArn, policies),
    ];
  });
}

function ofFunctions({ wiring }: Context): Delivery[] {
  return wiring.functions.flatMap(({ logicalId, onFailureQueueArn, policies }) =>
    sendingTo(`function ${logicalId}`, onFailureQueueArn, policies),
  );
}

function ofRoutes({ wiring, resources }: Context): Delivery[] {
  const api = resources.find(({ type }) => type === 'AWS::ApiGatewayV2::Api')?.ref ?? '';
  return wiring.api.routes.map(({ method, path, functionArn }): Delivery => {
    const sourceArn = `arn:aws:execute-api:${wiring.region}:${wiring.account}:${api}/$default/${method}${path}`;
    const allowed = functionAdmits(functionArn, { service: 'apigateway.amazonaws.com', sourceArn }, resources);
    return { from: `route ${method} ${path}`, action: 'lambda:InvokeFunction', to: functionArn, allowed };
  });
}

function polling(service: string, operations: string[]): string[] {
  return operations.map((operation) => `${service}:${operation}`);
}

function sendingTo(from: string, queueArn: string | undefined, policies: PolicyStatement[] | undefined): Delivery[] {
  return queueArn === undefined ? [] : [byRole(from, 'sqs:SendMessage', queueArn, policies)];
}

function byRole(from: string, action: string, to: string, policies: PolicyStatement[] = []): Delivery {
  return { from, action, to, allowed: isAllowed(policies, { action, resource: to }) };
}

type Source = { service: string; sourceArn: string };

function queueAdmits(queueArn: string, { service, sourceArn }: Source, resources: ResolvedResource[]): boolean {
  const queue = resources.find(({ arn }) => arn === queueArn);
  const policies = resources
    .filter(({ type }) => type === 'AWS::SQS::QueuePolicy')
    .map((policy) => readProperties(policy, queuePolicySchema));
  const statements = policies
    .filter(({ Queues }) => queue !== undefined && Queues.includes(queue.ref))
    .flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
    .filter(
      ({ Principal }) => Principal === '*' || ('AWS' in Principal ? Principal.AWS.includes('*') : Principal.Service.includes(service)),
    )
    .map(({ Effect, Action, Resource, Condition }) => ({ effect: Effect, actions: Action, resources: Resource, conditions: Condition }));
  const context = { 'aws:SourceArn': sourceArn, 'aws:SourceAccount': queueArn.split(':')[4] ?? '', 'aws:SecureTransport': 'true' };
  return isAllowed(statements, { action: 'sqs:SendMessage', resource: queueArn, context });
}

function functionAdmits(functionArn: string, { service, sourceArn }: Source, resources: ResolvedResource[]): boolean {
  const fn = resources.find(({ arn }) => arn === functionArn);
  return resources
    .filter(({ type }) => type === 'AWS::Lambda::Permission')
    .map((permission) => readProperties(permission, permissionSchema))
    .some(
      ({ Action, FunctionName, Principal, SourceArn = '*' }) =>
        Action === 'lambda:InvokeFunction' &&
        [fn?.arn, fn?.name].includes(FunctionName) &&
        Principal === service &&
        glob(SourceArn, sourceArn),
    );
}

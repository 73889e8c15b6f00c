import type { FunctionWiring, PolicyStatement, QueueWiring, TableWiring, Wiring } from '../../../local/wiring.ts';
import type { Fault, ServiceCall, World } from '../../../local/world.ts';

const region = 'eu-central-1';
const account = '111122223333';

export const arnOf = (service: string, resource: string) => `arn:aws:${service}:${region}:${account}:${resource}`;

export function aFunction(name: string, ...allowed: [actions: string | string[], resource: string][]): FunctionWiring {
  const policies = allowed.map(
    ([actions, resource]): PolicyStatement => ({ effect: 'Allow', actions: [actions].flat(), resources: [resource], conditions: {} }),
  );
  return {
    logicalId: name,
    name,
    arn: arnOf('lambda', `function:${name}`),
    codeFolder: '/none',
    handler: 'index.handler',
    environment: {},
    timeoutSeconds: 5,
    memoryMegabytes: 128,
    reservedConcurrency: undefined,
    policies,
    asyncRetries: 2,
    asyncMaximumAgeSeconds: 21_600,
    onFailureQueueArn: undefined,
  };
}

export function aTable(name: string, definition: Record<string, unknown> = {}): TableWiring {
  return {
    logicalId: name,
    name,
    arn: arnOf('dynamodb', `table/${name}`),
    streamArn: undefined,
    timeToLiveAttribute: undefined,
    definition: {
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      BillingMode: 'PAY_PER_REQUEST',
      ...definition,
    },
  };
}

export function aQueue(name: string, deadLetter?: QueueWiring['deadLetter']): QueueWiring {
  const url = `http://sqs.redial.invalid/${account}/${name}`;
  return { logicalId: name, name, arn: arnOf('sqs', name), url, visibilityTimeoutSeconds: 30, retentionSeconds: 345_600, deadLetter };
}

export function aWiring(parts: Partial<Wiring>): Wiring {
  const none = { functions: [], tables: [], queues: [], buckets: [], buses: [], rules: [], schedules: [], mappings: [], outputs: {} };
  return { region, account, ...none, api: { routes: [], throttle: { ratePerSecond: 1, burst: 1 } }, ...parts };
}

/** A world without trouble until `next` holds some: the next call that is asked about gets it. */
export function aWorld(): World & { asked: ServiceCall[]; next: Fault | undefined; slept: number[] } {
  const world = {
    asked: [] as ServiceCall[],
    next: undefined as Fault | undefined,
    slept: [] as number[],
    clock: {
      now: () => 0,
      sleep: async (ms: number) => {
        world.slept.push(ms);
      },
    },
    random: () => 0.5,
    faultOf: (call: ServiceCall) => {
      world.asked.push(call);
      const fault = world.next;
      world.next = undefined;
      return fault;
    },
  };
  return world;
}

import { join } from 'node:path';
import { Duration } from 'aws-cdk-lib';
import { EventBus, type IEventBus } from 'aws-cdk-lib/aws-events';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { BundledFunction, type BundledFunctionProps } from '../building-blocks/bundled-function.ts';
import type { HttpApi } from '../building-blocks/http-api.ts';
import type { Operations } from '../building-blocks/operations.ts';
import { QueueConsumer } from '../building-blocks/queue-consumer.ts';
import { ScheduledFunction } from '../building-blocks/scheduled-function.ts';
import { StreamConsumer } from '../building-blocks/stream-consumer.ts';
import type { Capability, FunctionName } from './capability.ts';
import { environmentOf, type Grantable, statementOf } from './grant.ts';

/** What capabilities run on. */
type Platform = Grantable & {
  api: HttpApi;
  operations: Operations;
  /** Holds a folder for each function. */
  bundles: string;
  publicUrl: string | undefined;
  /** How often each schedule runs, by function, where the deploying team says otherwise. */
  schedules: Readonly<Partial<Record<FunctionName, Duration>>>;
  reservedConcurrency: Readonly<Partial<Record<FunctionName, number>>>;
};

/** Makes the function of a capability and what triggers it. */
export function runCapability(scope: Construct, capability: Capability, platform: Platform): LambdaFunction {
  const { trigger } = capability;
  const id = idOf(capability.name);
  const props = functionProps(capability, platform);
  switch (trigger.kind) {
    case 'http': {
      const { lambda } = new BundledFunction(scope, id, props);
      platform.api.serve(trigger.routes, lambda);
      return lambda;
    }
    case 'stream':
      return new StreamConsumer(scope, id, { ...props, tables: trigger.of.map((name) => platform.tables[name]) }).lambda;
    case 'queue':
      return new QueueConsumer(scope, id, {
        ...props,
        bus: trigger.bus === undefined ? platform.bus : defaultBus(scope, id),
        on: trigger.on,
        oneByOne: trigger.oneByOne ?? false,
      }).lambda;
    case 'schedule': {
      const every = platform.schedules[capability.name] ?? Duration.minutes(trigger.everyMinutes);
      return new ScheduledFunction(scope, id, { ...props, every }).lambda;
    }
    case 'invoke':
      return new BundledFunction(scope, id, props).lambda;
    default:
      return trigger satisfies never;
  }
}

function defaultBus(scope: Construct, id: string): IEventBus {
  return EventBus.fromEventBusName(scope, `${id}Bus`, 'default');
}

function functionProps(capability: Capability, platform: Platform): BundledFunctionProps {
  const { name, may, memoryMegabytes, timeoutSeconds, failureMeans, knowsPublicUrl } = capability;
  const { bundles, publicUrl, operations, reservedConcurrency } = platform;
  return {
    name,
    codeFolder: join(bundles, name),
    memoryMegabytes,
    timeoutSeconds,
    environment: { ...environmentOf(may, platform), ...(knowsPublicUrl && publicUrl !== undefined && { PUBLIC_URL: publicUrl }) },
    statements: may.map((grant) => statementOf(grant, platform)),
    reservedConcurrency: reservedConcurrency[name],
    failureMeans,
    operations,
  };
}

/** `follow-up` → `FollowUp`. */
function idOf(name: string): string {
  return name.replaceAll(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

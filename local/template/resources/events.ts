import * as z from 'zod';
import type { BusWiring, RuleWiring, ScheduleWiring, TargetWiring } from '../../wiring.ts';
import { ignored, numeric, readProperties } from '../read-properties.ts';
import type { ResolvedResource } from '../resolved-template.ts';

// Defaults of EventBridge and of Scheduler alike: 185 retries within 24 hours.
const retryPolicy = z
  .strictObject({ MaximumRetryAttempts: numeric.default(185), MaximumEventAgeInSeconds: numeric.default(86_400) })
  .default({ MaximumRetryAttempts: 185, MaximumEventAgeInSeconds: 86_400 });

const deadLetterConfig = z.strictObject({ Arn: z.string() }).optional();

const busSchema = z.strictObject({ Name: z.string(), Description: ignored, KmsKeyIdentifier: ignored, Tags: ignored });

const ruleSchema = z.strictObject({
  Name: z.string().optional(),
  Description: ignored,
  EventBusName: z.string().default('default'),
  EventPattern: z.record(z.string(), z.unknown()),
  State: z.literal('ENABLED').optional(),
  Targets: z
    .array(z.strictObject({ Id: z.string(), Arn: z.string(), DeadLetterConfig: deadLetterConfig, RetryPolicy: retryPolicy }))
    .default([]),
  Tags: ignored,
});

const scheduleSchema = z.strictObject({
  Name: z.string().optional(),
  GroupName: z.string().optional(),
  Description: ignored,
  ScheduleExpression: z.string(),
  ScheduleExpressionTimezone: z.string().default('UTC'),
  FlexibleTimeWindow: z.strictObject({ Mode: z.literal('OFF') }),
  State: z.literal('ENABLED').optional(),
  KmsKeyArn: ignored,
  Target: z.strictObject({
    Arn: z.string(),
    RoleArn: z.string(),
    Input: z.string().default('{}'),
    DeadLetterConfig: deadLetterConfig,
    RetryPolicy: retryPolicy,
  }),
});

const groupSchema = z.strictObject({ Name: z.string().optional(), Tags: ignored });

export function busWiring(resource: ResolvedResource): BusWiring {
  readProperties(resource, busSchema);
  return { logicalId: resource.logicalId, name: resource.name, arn: resource.arn };
}

export function ruleWiring(resource: ResolvedResource): RuleWiring {
  const rule = readProperties(resource, ruleSchema);
  const { logicalId, name, arn } = resource;
  return {
    logicalId,
    name,
    arn,
    busName: busNameOf(rule.EventBusName),
    pattern: rule.EventPattern,
    targets: rule.Targets.map(targetWiring),
  };
}

/** With the role that Scheduler takes on to call the target. */
export function scheduleWiring(resource: ResolvedResource): ScheduleWiring & { roleArn: string } {
  const schedule = readProperties(resource, scheduleSchema);
  return {
    logicalId: resource.logicalId,
    name: resource.name,
    expression: schedule.ScheduleExpression,
    timezone: schedule.ScheduleExpressionTimezone,
    input: schedule.Target.Input,
    target: targetWiring({ Id: resource.name, ...schedule.Target }),
    roleArn: schedule.Target.RoleArn,
  };
}

/** A group changes nothing here; its properties are checked all the same. */
export function checkScheduleGroup(resource: ResolvedResource): void {
  readProperties(resource, groupSchema);
}

type Target = Pick<z.infer<typeof ruleSchema>['Targets'][number], 'Id' | 'Arn' | 'DeadLetterConfig' | 'RetryPolicy'>;

function targetWiring({ Id, Arn, DeadLetterConfig, RetryPolicy }: Target): TargetWiring {
  return {
    id: Id,
    arn: Arn,
    deadLetterQueueArn: DeadLetterConfig?.Arn,
    maximumRetryAttempts: RetryPolicy.MaximumRetryAttempts,
    maximumEventAgeSeconds: RetryPolicy.MaximumEventAgeInSeconds,
  };
}

/** A rule names its bus by name or by ARN. */
function busNameOf(nameOrArn: string): string {
  return nameOrArn.startsWith('arn:') ? nameOrArn.slice(nameOrArn.lastIndexOf('/') + 1) : nameOrArn;
}

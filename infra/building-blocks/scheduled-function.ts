import { type Duration, Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { type IScheduleTarget, Schedule, ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { BundledFunction, type BundledFunctionProps } from './bundled-function.ts';
import { DeadLetterQueue } from './dead-letter-queue.ts';

type ScheduledFunctionProps = BundledFunctionProps & { every: Duration };

/** A function that runs at a rate. A run that could not be started, or failed to the last retry, ends in a dead-letter queue. */
export class ScheduledFunction extends Construct {
  readonly lambda: LambdaFunction;

  constructor(scope: Construct, id: string, { every, ...props }: ScheduledFunctionProps) {
    super(scope, id);
    const { queue } = new DeadLetterQueue(this, 'DeadLetters', { of: props.name, ...props });
    this.lambda = new BundledFunction(this, 'Handler', { ...props, failedInvocations: queue }).lambda;
    new Schedule(this, 'Schedule', { schedule: ScheduleExpression.rate(every), target: this.#target(queue, every) });
  }

  /** Ours, because the library's own also allows every version and alias of the function. */
  #target(deadLetters: IQueue, every: Duration): IScheduleTarget {
    const thisAccount = { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } };
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('scheduler.amazonaws.com', { conditions: thisAccount }) });
    role.addToPolicy(new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [this.lambda.functionArn] }));
    role.addToPolicy(new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [deadLetters.queueArn] }));
    return {
      bind: () => ({
        arn: this.lambda.functionArn,
        role,
        // A start that is a whole period late is the next run's.
        retryPolicy: { maximumEventAgeInSeconds: Math.max(60, every.toSeconds()), maximumRetryAttempts: 10 },
        deadLetterConfig: { arn: deadLetters.queueArn },
      }),
    };
  }
}

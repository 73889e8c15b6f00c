import { Duration } from 'aws-cdk-lib';
import { type IEventBus, Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { BundledFunction, type BundledFunctionProps } from './bundled-function.ts';
import { DeadLetterQueue } from './dead-letter-queue.ts';

/** An EventBridge pattern as JSON has it. */
export type BusPattern = { source: string[]; 'detail-type': string[]; detail?: Record<string, unknown[]> };

type QueueConsumerProps = BundledFunctionProps & { bus: IEventBus; on: BusPattern; oneByOne: boolean };

/** Of one delivery of a message; then it is set aside. */
const maximumReceives = 5;

/** Environments that one queue may take. Without a bound a backlog takes the account's (1,000 unless raised), and webhooks are refused. */
const mostAtOnce = { batches: 50, oneByOne: 10 };
/** Source: Lambda developer guide, "Configuring maximum concurrency for Amazon SQS event sources". */
const leastAtOnce = 2;

/**
 * A rule of the bus, a queue, and the function that empties it. The queue stands between because a rule that invokes a function
 * directly loses what the handler throws. What the rule cannot hand over and what the function cannot handle end in one
 * dead-letter queue.
 */
export class QueueConsumer extends Construct {
  readonly lambda: LambdaFunction;

  constructor(scope: Construct, id: string, { bus, on, oneByOne, ...props }: QueueConsumerProps) {
    super(scope, id);
    this.lambda = new BundledFunction(this, 'Handler', props).lambda;
    const { queue: deadLetters } = new DeadLetterQueue(this, 'DeadLetters', { of: props.name, ...props });
    const queue = new Queue(this, 'Queue', {
      // Six times the function's timeout, so that Lambda's own retries of a throttled batch end before SQS gives it out again. Where one
      // message takes so long, somebody waits for what a crash broke off: a minute more has to do, and it may come twice.
      visibilityTimeout: Duration.seconds(oneByOne ? props.timeoutSeconds + 60 : 6 * props.timeoutSeconds),
      retentionPeriod: Duration.days(4),
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      deadLetterQueue: { queue: deadLetters, maxReceiveCount: maximumReceives },
    });
    const { 'detail-type': detailType, ...pattern } = on;
    new Rule(this, 'Rule', {
      eventBus: bus,
      eventPattern: { ...pattern, detailType },
      targets: [new SqsQueue(queue, { deadLetterQueue: deadLetters, maxEventAge: Duration.hours(24), retryAttempts: 185 })],
    });
    this.lambda.addEventSource(
      new SqsEventSource(queue, {
        batchSize: oneByOne ? 1 : 10,
        reportBatchItemFailures: true,
        maxConcurrency: atOnce(oneByOne ? mostAtOnce.oneByOne : mostAtOnce.batches, props.reservedConcurrency),
      }),
    );
  }
}

/** Never more than the function gets: what it has no environment for counts as received, and would be set aside untried. */
function atOnce(most: number, reserved: number | undefined): number {
  return Math.max(leastAtOnce, Math.min(most, reserved ?? most));
}

import { Duration } from 'aws-cdk-lib';
import type { ITable, Table } from 'aws-cdk-lib/aws-dynamodb';
import { type Function as LambdaFunction, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource, SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import { alarmOn } from './alarm-on.ts';
import { BundledFunction, type BundledFunctionProps } from './bundled-function.ts';
import { DeadLetterQueue } from './dead-letter-queue.ts';

type StreamConsumerProps = BundledFunctionProps & { tables: readonly Table[] };

/** Records wait behind one that fails, so its retries must end; and what is set aside must still be in the stream, which keeps 24 hours. */
const giveUpAfter = { attempts: 50, age: Duration.hours(4) };

const lateAfter = Duration.minutes(5);

/** A function that reads every change of some tables, from the first one on. What it cannot handle is set aside in a dead-letter queue. */
export class StreamConsumer extends Construct {
  readonly lambda: LambdaFunction;

  constructor(scope: Construct, id: string, { tables, ...props }: StreamConsumerProps) {
    super(scope, id);
    this.lambda = new BundledFunction(this, 'Handler', props).lambda;
    const { queue } = new DeadLetterQueue(this, 'DeadLetters', { of: props.name, ...props });
    for (const table of tables) this.lambda.addEventSource(sourceOf(table, new SqsDlq(queue)));
    alarmOn(this, 'Late', {
      metric: this.lambda.metric('IteratorAge', { period: Duration.minutes(1), statistic: 'Maximum' }),
      threshold: lateAfter.toMilliseconds(),
      sees: `The function ${props.name} is ${lateAfter.toMinutes()} minutes behind`,
      ...props,
    });
  }
}

function sourceOf(table: Table, onFailure: SqsDlq): DynamoEventSource {
  // The library's class and its interface disagree on absent properties, as this compiler reads them.
  return new DynamoEventSource(table as ITable, {
    // LATEST can miss what is written while the mapping is made.
    startingPosition: StartingPosition.TRIM_HORIZON,
    batchSize: 100,
    bisectBatchOnError: true,
    reportBatchItemFailures: true,
    retryAttempts: giveUpAfter.attempts,
    maxRecordAge: giveUpAfter.age,
    onFailure,
  });
}

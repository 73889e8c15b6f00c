import { Duration } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { alarmOn } from './alarm-on.ts';
import type { Operations } from './operations.ts';

type DeadLetterQueueProps = {
  /** Whose messages end here; named in the alarm. */
  of: string;
  failureMeans: string;
  operations: Operations;
};

/** Where messages wait that could not be handled, for as long as SQS keeps any, with an alarm on the first of them. */
export class DeadLetterQueue extends Construct {
  readonly queue: Queue;

  constructor(scope: Construct, id: string, { of, failureMeans, operations }: DeadLetterQueueProps) {
    super(scope, id);
    this.queue = new Queue(this, 'Queue', {
      retentionPeriod: Duration.days(14),
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
    });
    alarmOn(this, 'HasMessages', {
      metric: this.queue.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(1), statistic: 'Maximum' }),
      threshold: 1,
      sees: `Messages wait in the dead-letter queue of ${of}`,
      failureMeans,
      operations,
    });
  }
}

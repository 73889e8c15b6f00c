import { CreateQueueCommand, GetQueueUrlCommand, QueueDoesNotExist, SetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { QueueWiring } from '../wiring.ts';

/** fauxqs puts every queue into this account, whatever the template's. */
const fauxqsAccount = '000000000000';

/** Makes queues that are missing and gives all of them the template's attributes; messages that wait stay. */
export async function provisionQueues(sqs: SQSClient, queues: QueueWiring[]): Promise<void> {
  for (const queue of queues) {
    const url = (await urlOf(sqs, queue.name)) ?? (await sqs.send(new CreateQueueCommand({ QueueName: queue.name }))).QueueUrl;
    await sqs.send(new SetQueueAttributesCommand({ QueueUrl: url, Attributes: attributesOf(queue) }));
  }
}

async function urlOf(sqs: SQSClient, name: string): Promise<string | undefined> {
  try {
    return (await sqs.send(new GetQueueUrlCommand({ QueueName: name }))).QueueUrl;
  } catch (error) {
    if (error instanceof QueueDoesNotExist) return undefined;
    throw error;
  }
}

function attributesOf({ visibilityTimeoutSeconds, retentionSeconds, deadLetter }: QueueWiring): Record<string, string> {
  return {
    VisibilityTimeout: String(visibilityTimeoutSeconds),
    MessageRetentionPeriod: String(retentionSeconds),
    // Empty: none (any more).
    RedrivePolicy:
      deadLetter === undefined
        ? ''
        : JSON.stringify({ deadLetterTargetArn: inFauxqs(deadLetter.queueArn), maxReceiveCount: deadLetter.maxReceiveCount }),
  };
}

function inFauxqs(queueArn: string): string {
  const [arn, partition, service, region, , name] = queueArn.split(':');
  return [arn, partition, service, region, fauxqsAccount, name].join(':');
}

import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { QueueWiring } from './wiring.ts';

export type QueueMessage = {
  queueArn: string;
  body: string;
  /** Message attributes, all of type String. */
  attributes?: Record<string, string>;
};

/** Sends one message; rejects with `UnknownQueueError` where the template has no such queue. */
export type QueueSender = (message: QueueMessage) => Promise<void>;

export class UnknownQueueError extends Error {
  override name = 'UnknownQueueError';
}

/** Sends as the runner itself, to the queues of the template, by their ARN. */
export function createQueueSender(sqs: SQSClient, queues: QueueWiring[]): QueueSender {
  const urls = new Map(queues.map((queue) => [queue.arn, queue.url]));
  return async ({ queueArn, body, attributes = {} }) => {
    const url = urls.get(queueArn);
    if (url === undefined) throw new UnknownQueueError(`Cannot send to ${queueArn}: the template has no such queue.`);
    const typed = Object.entries(attributes).map(([name, value]) => [name, { DataType: 'String', StringValue: value }] as const);
    await sqs.send(new SendMessageCommand({ QueueUrl: url, MessageBody: body, MessageAttributes: Object.fromEntries(typed) }));
  };
}

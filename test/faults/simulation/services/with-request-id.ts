import type { QueueMessage } from '../../../../local/queue-sender.ts';

/** What the runner's code says of a failed invocation, with an id of the seed in the place of its random one, which comes first. */
export function withRequestId(message: QueueMessage, id: string): QueueMessage {
  return { ...message, body: message.body.replace(/"requestId":"[0-9a-f-]{36}"/, `"requestId":"${id}"`) };
}

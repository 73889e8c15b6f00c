import { type QueueMessage, UnknownQueueError } from '../../../../local/queue-sender.ts';
import type { QueueWiring } from '../../../../local/wiring.ts';
import type { Host } from '../host.ts';
import type { Message } from '../simulation.ts';
import type { Entry } from '../timeline.ts';

export type Received = Message & { receipt: number };

/**
 * The queues of SQS: standard ones, that deliver at least once and in any order. A message is gone once it is older than its queue keeps
 * any, whether somebody handles it or not; one that was set aside is as old there as since it was first sent.
 * Source: SQS developer guide, "Setting-up dead-letter queue retention".
 */
export type Queues = {
  /** @throws UnknownQueueError */
  send: (message: QueueMessage) => void;
  /** Up to so many messages that nobody handles now; each is then hidden for the queue's visibility timeout. */
  receive: (queueArn: string, most: number) => Received[];
  /** Only with the receipt of its last receive, as SQS wants it of whoever is to be sure. */
  remove: (queueArn: string, received: Received) => void;
  /** Calls back whenever messages may be there to receive. */
  onArrival: (queueArn: string, listener: () => void) => void;
  /** Those that are there now. */
  messages: (queueArn: string) => Message[];
};

type Kept = Message & { visibleAt: number; receipt: number; wake: Entry | undefined };

export function createQueues(
  queues: QueueWiring[],
  shortNames: Map<string, string>,
  { timeline, chance, note }: Omit<Host, 'call'>,
): Queues {
  const kept = new Map<string, Kept[]>(queues.map(({ arn }) => [arn, []]));
  const keepsMs = new Map(queues.map(({ arn, retentionSeconds }) => [arn, retentionSeconds * 1_000]));
  const listeners = new Map<string, (() => void)[]>();
  const nameOf = (arn: string): string => shortNames.get(arn) ?? arn;

  const tell = (queueArn: string): void => {
    for (const listener of listeners.get(queueArn) ?? []) listener();
  };

  function put(queueArn: string, message: Kept): void {
    const messages = kept.get(queueArn);
    if (!messages) throw new UnknownQueueError(`Cannot send to ${queueArn}: the template has no such queue.`);
    messages.push(message);
    if (listeners.has(queueArn)) showAt(queueArn, message, message.visibleAt);
  }

  function showAt(queueArn: string, message: Kept, at: number): void {
    message.visibleAt = at;
    if (message.wake) timeline.cancel(message.wake);
    message.wake = timeline.after(at - timeline.now(), () => tell(queueArn));
  }

  /** How long it takes until a message can be received. */
  function lieMs(name: string): number {
    const late = chance.faultAt(`${name}.message`, ['message-late']);
    return late ? chance.lateMs(`${name}.late`) : chance.lateMs(`${name}.wait`, 100);
  }

  function receiveOne(queue: QueueWiring, message: Kept): Received | undefined {
    message.receives += 1;
    if (queue.deadLetter && message.receives > queue.deadLetter.maxReceiveCount) {
      take(queue.arn, message);
      note(`${nameOf(queue.arn)} sets ${message.messageId} aside`);
      put(queue.deadLetter.queueArn, message);
      return undefined;
    }
    message.receipt += 1;
    showAt(queue.arn, message, timeline.now() + queue.visibilityTimeoutSeconds * 1_000);
    return { ...message };
  }

  function take(queueArn: string, message: Kept): void {
    const messages = kept.get(queueArn) ?? [];
    const position = messages.indexOf(message);
    if (position !== -1) messages.splice(position, 1);
    if (message.wake) timeline.cancel(message.wake);
  }

  /** What is in a queue, once what is too old is out of it. */
  function inside(queueArn: string): Kept[] {
    const messages = kept.get(queueArn) ?? [];
    const oldestAt = timeline.now() - (keepsMs.get(queueArn) ?? 0);
    for (const message of messages.filter(({ sentAt }) => sentAt <= oldestAt)) {
      take(queueArn, message);
      note(`${nameOf(queueArn)} keeps ${message.messageId} no longer`);
    }
    return messages;
  }

  return {
    send({ queueArn, body, attributes = {} }) {
      const name = nameOf(queueArn);
      const messageId = chance.uuid(`${name}.message-id`);
      note(`${name} takes ${messageId}`);
      const sentAt = timeline.now();
      const visibleAt = sentAt + (listeners.has(queueArn) ? lieMs(name) : 0);
      put(queueArn, { messageId, body, attributes, sentAt, receives: 0, visibleAt, receipt: 0, wake: undefined });
    },
    receive(queueArn, most) {
      const queue = queues.find(({ arn }) => arn === queueArn);
      if (!queue) throw new UnknownQueueError(`Cannot receive from ${queueArn}: the template has no such queue.`);
      const visible = inside(queueArn).filter(({ visibleAt }) => visibleAt <= timeline.now());
      const mixed = visible.map((message) => ({ message, place: chance.next(`${nameOf(queueArn)}.order`) }));
      const chosen = mixed.sort((a, b) => a.place - b.place).slice(0, most);
      return chosen.flatMap(({ message }) => receiveOne(queue, message) ?? []);
    },
    remove(queueArn, { messageId, receipt }) {
      const message = kept.get(queueArn)?.find((one) => one.messageId === messageId && one.receipt === receipt);
      if (!message) return;
      const name = nameOf(queueArn);
      if (chance.faultAt(`${name}.deleted`, ['message-again'])) {
        showAt(queueArn, message, timeline.now() + chance.lateMs(`${name}.again`));
      } else take(queueArn, message);
    },
    onArrival(queueArn, listener) {
      listeners.set(queueArn, [...(listeners.get(queueArn) ?? []), listener]);
    },
    messages: (queueArn) =>
      inside(queueArn).map(({ messageId, body, attributes, sentAt, receives }) => ({
        messageId,
        body,
        attributes,
        sentAt,
        receives,
      })),
  };
}

import { setTimeout } from 'node:timers/promises';
import { GetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { Bus } from './events/bus.ts';
import type { Lambda } from './lambda/lambda.ts';
import type { Scheduler } from './schedules/scheduler.ts';
import type { Pollers } from './wired.ts';

export type Activity = { lambda: Lambda; bus: Bus; scheduler: Scheduler; pollers: Pollers; sqs: SQSClient };

/** Resolves when nothing is going on: when all are found at rest one after the other, and nothing began meanwhile. */
export async function idle({ lambda, bus, scheduler, pollers, sqs }: Activity): Promise<void> {
  const begun = (): number => lambda.begun() + bus.accepted();
  const atRest = (): boolean => lambda.running() + lambda.waiting() + bus.waiting() + scheduler.running() === 0;
  for (;;) {
    const before = begun();
    if (atRest()) {
      await Promise.all(pollers.streams.map((stream) => stream.quiet()));
      const counts = await Promise.all(pollers.queues.map(({ url }) => messagesIn(sqs, url)));
      const handling = pollers.queues.some(({ poller }) => poller.busy());
      if (!handling && counts.every((count) => count === 0) && atRest() && begun() === before) return;
    }
    await setTimeout(5);
  }
}

async function messagesIn(sqs: SQSClient, queueUrl: string): Promise<number> {
  const names = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible', 'ApproximateNumberOfMessagesDelayed'] as const;
  const { Attributes = {} } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: [...names] }));
  return names.reduce((sum, name) => sum + Number(Attributes[name] ?? 0), 0);
}

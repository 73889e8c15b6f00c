import { compilePattern } from '../../../../local/events/pattern.ts';
import { failedItems } from '../../../../local/sources/item-failures.ts';
import { filterable, queueRecord } from '../../../../local/sources/queue-records.ts';
import type { MappingWiring, Wiring } from '../../../../local/wiring.ts';
import type { Functions } from '../functions.ts';
import type { Host } from '../host.ts';
import type { Queues, Received } from './queues.ts';

type QueueMapping = Extract<MappingWiring, { kind: 'queue' }>;

/** Lambda begins with five batches of a queue at a time, where the mapping allows so many. Source: Lambda developer guide, "Using Lambda with Amazon SQS". */
const firstConcurrency = 5;

type Options = { mapping: QueueMapping; name: string; wiring: Wiring; queues: Queues; functions: Functions; host: Omit<Host, 'call'> };

/** An event source mapping of a queue: what the function does not report as failed is deleted, the rest comes back. */
export function startQueueMapping({ mapping, name, wiring, queues, functions, host }: Options): void {
  const { chance, note } = host;
  const patterns = mapping.filters.map((filter) => compilePattern(filter));
  const atOnce = Math.min(firstConcurrency, mapping.maximumConcurrency ?? firstConcurrency);
  let handling = 0;

  function poll(): void {
    while (handling < atOnce) {
      const received = queues.receive(mapping.queueArn, sizeOfBatch());
      if (received.length === 0) return;
      handling += 1;
      handle(received)
        .finally(() => {
          handling -= 1;
          poll();
        })
        .catch(host.fail);
    }
  }

  function sizeOfBatch(): number {
    if (!chance.faultAt(`${name}.batch`, ['split-batch'])) return mapping.batchSize;
    return chance.between(`${name}.size`, 1, Math.max(1, mapping.batchSize - 1));
  }

  async function handle(received: Received[]): Promise<void> {
    const given = received.map((message) => ({ message, record: recordOf(message, mapping.queueArn, wiring.region) }));
    const passing = given.filter(({ record }) => patterns.length === 0 || patterns.some((matches) => matches(filterable(record))));
    for (const { message } of given.filter((one) => !passing.includes(one))) queues.remove(mapping.queueArn, message);
    if (passing.length === 0) return;
    note(`${name} gets ${passing.map(({ message }) => message.messageId).join(' ')}`);
    const outcome = await functions.invoke(mapping.functionArn, { Records: passing.map(({ record }) => record) });
    if (!outcome.ok) return;
    const ids = passing.map(({ message }) => message.messageId);
    const failed = mapping.reportsItemFailures ? failedItems(outcome.payload, ids) : [];
    passing.forEach(({ message }, position) => {
      if (!failed.includes(position)) queues.remove(mapping.queueArn, message);
    });
  }

  queues.onArrival(mapping.queueArn, poll);
}

function recordOf({ messageId, body, attributes, sentAt, receives, receipt }: Received, queueArn: string, region: string) {
  const message = {
    MessageId: messageId,
    ReceiptHandle: `${messageId}/${receipt}`,
    Body: body,
    Attributes: { ApproximateReceiveCount: String(receives), SentTimestamp: String(sentAt) },
    MessageAttributes: Object.fromEntries(
      Object.entries(attributes).map(([key, StringValue]) => [key, { DataType: 'String', StringValue }]),
    ),
  };
  return queueRecord(message, { queueArn, region });
}

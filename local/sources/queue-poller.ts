import { setTimeout } from 'node:timers/promises';
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageBatchCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { compilePattern } from '../events/pattern.ts';
import { openJournal } from '../journal.ts';
import type { InvocationOutcome } from '../lambda/outcome.ts';
import type { MappingWiring } from '../wiring.ts';
import { failedItems } from './item-failures.ts';
import { filterable, type QueueRecord, queueRecord } from './queue-records.ts';

export type QueueMapping = Extract<MappingWiring, { kind: 'queue' }>;

export type Poller = {
  /** Whether a batch is being handled. */
  busy: () => boolean;
  stop: () => Promise<void>;
};

export type QueuePollerOptions = {
  mapping: QueueMapping;
  queueUrl: string;
  region: string;
  sqs: SQSClient;
  invoke: (functionArn: string, payload: unknown) => Promise<InvocationOutcome>;
  /** Holds the receipts of what is being handled, so that after a kill these messages need not wait for their visibility timeout. */
  journalFile: string | 'memory';
  log: (line: string) => void;
};

/** One receive brings at most this many messages. Source: SQS API reference, `ReceiveMessage`. */
const receiveLimit = 10;
/** Short, so that a stop need not break off a receive that may just be bringing messages, and a returned message is seen soon. */
const waitSeconds = 1;
/** Lambda begins with five batches of a queue at a time, where the mapping allows so many. Source: Lambda developer guide, "Using Lambda with Amazon SQS". */
const firstConcurrency = 5;
/** Not 0: with a data folder, fauxqs 2.4 answers that with an error and keeps the message hidden until its timeout. */
const soonSeconds = 1;
const pauseAfterErrorMs = 500;

/**
 * An event source mapping of a queue: what the function does not report as failed is deleted; the rest comes back after the
 * visibility timeout, and goes to the dead-letter queue after the queue's own number of receives.
 */
export function startQueuePoller(options: QueuePollerOptions): Poller {
  const { mapping, queueUrl, region, sqs, invoke, log } = options;
  const wanted = filterOf(mapping);
  const atOnce = Math.min(firstConcurrency, mapping.maximumConcurrency ?? firstConcurrency);
  const receipts = openJournal(options.journalFile, (value) => z.null().parse(value));
  const handling = new Set<Promise<void>>();
  let stopping = false;

  async function receive(): Promise<void> {
    await giveBackPending();
    while (!stopping) {
      await placeFree();
      const messages = await gather().catch(pauseAfter);
      if (messages.length === 0) continue;
      receipts.put(messages.map(({ ReceiptHandle = '' }) => [ReceiptHandle, null]));
      if (stopping) return;
      const ended = handle(messages)
        .catch(report)
        .finally(() => handling.delete(ended));
      handling.add(ended);
    }
  }

  async function placeFree(): Promise<void> {
    while (handling.size >= atOnce) await Promise.race(handling);
  }

  /** Up to a batch of messages: more than one receive only where the mapping has a window to wait in. */
  async function gather(): Promise<Message[]> {
    const messages: Message[] = await receiveOnce(mapping.batchSize);
    const until = performance.now() + mapping.batchingWindowSeconds * 1_000;
    while (messages.length > 0 && messages.length < mapping.batchSize && performance.now() < until && !stopping) {
      messages.push(...(await receiveOnce(mapping.batchSize - messages.length)));
    }
    return messages;
  }

  async function receiveOnce(most: number): Promise<Message[]> {
    const command = new ReceiveMessageCommand({
      QueueUrl: queueUrl,
      MaxNumberOfMessages: Math.min(most, receiveLimit),
      WaitTimeSeconds: waitSeconds,
      MessageSystemAttributeNames: ['All'],
      MessageAttributeNames: ['All'],
    });
    return (await sqs.send(command)).Messages ?? [];
  }

  async function handle(messages: Message[]): Promise<void> {
    const records = messages.map((message) => queueRecord(message, { queueArn: mapping.queueArn, region }));
    const [passing, filteredOut] = partition(records, wanted);
    await remove(filteredOut);
    if (passing.length === 0) return;
    const outcome = await invoke(mapping.functionArn, { Records: passing });
    if (!outcome.ok && outcome.error.reason === 'stopping') return;
    const failed = new Set(failedOf(outcome, passing));
    await remove(passing.filter((_, position) => !failed.has(position)));
    for (const record of passing) receipts.done(record.receiptHandle);
  }

  function failedOf(outcome: InvocationOutcome, records: QueueRecord[]): number[] {
    if (!outcome.ok) return records.map((_, position) => position);
    return mapping.reportsItemFailures
      ? failedItems(
          outcome.payload,
          records.map(({ messageId }) => messageId),
        )
      : [];
  }

  /** A message that could not be deleted is delivered once more, as in SQS. */
  async function remove(records: QueueRecord[]): Promise<void> {
    for (let start = 0; start < records.length; start += receiveLimit) {
      const entries = records
        .slice(start, start + receiveLimit)
        .map(({ receiptHandle }, id) => ({ Id: String(id), ReceiptHandle: receiptHandle }));
      const { Failed = [] } = await sqs.send(new DeleteMessageBatchCommand({ QueueUrl: queueUrl, Entries: entries }));
      if (Failed.length > 0) log(`${Failed.length} messages of ${mapping.queueArn} could not be deleted and will be delivered again.`);
    }
    for (const record of records) receipts.done(record.receiptHandle);
  }

  /** Makes visible again what was received and not handled; a message that is no longer in flight is so already. */
  async function giveBackPending(): Promise<void> {
    for (const receipt of [...receipts.pending.keys()]) {
      const command = new ChangeMessageVisibilityCommand({ QueueUrl: queueUrl, ReceiptHandle: receipt, VisibilityTimeout: soonSeconds });
      await sqs.send(command).catch(() => undefined);
      receipts.done(receipt);
    }
  }

  async function pauseAfter(error: unknown): Promise<Message[]> {
    if (!stopping) report(error);
    await setTimeout(pauseAfterErrorMs);
    return [];
  }

  function report(error: unknown): void {
    log(`Cannot handle messages of ${mapping.queueArn} now: ${error instanceof Error ? error.name : String(error)}. Trying again.`);
  }

  const receiving = receive();
  return {
    busy: () => handling.size > 0,
    async stop() {
      stopping = true;
      await receiving;
      await Promise.all(handling);
      // Not before: the last receive would have taken them again.
      await giveBackPending();
      receipts.close();
    },
  };
}

function filterOf({ filters, logicalId }: QueueMapping): (record: QueueRecord) => boolean {
  try {
    const patterns = filters.map((filter) => compilePattern(filter));
    return (record) => patterns.length === 0 || patterns.some((matches) => matches(filterable(record)));
  } catch (error) {
    throw new Error(`Cannot run the event source mapping ${logicalId}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}

function partition<Item>(items: Item[], test: (item: Item) => boolean): [Item[], Item[]] {
  return [items.filter(test), items.filter((item) => !test(item))];
}

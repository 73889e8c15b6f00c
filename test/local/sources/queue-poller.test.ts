import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { InvocationOutcome } from '../../../local/lambda/outcome.ts';
import { startFauxqs } from '../../../local/parts/fauxqs.ts';
import type { Part } from '../../../local/parts/part.ts';
import { type QueuePollerOptions, startQueuePoller } from '../../../local/sources/queue-poller.ts';
import { aFolder } from '../a-folder.ts';
import { until } from '../until.ts';

let part: Part;
let sqs: SQSClient;
let queues = 0;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'redial-queues-'));
  part = await startFauxqs({ folder });
  sqs = new SQSClient({ endpoint: part.url, region: 'ap-south-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } });
});
afterAll(async () => {
  sqs.destroy();
  await part.stop();
  rmSync(folder, { recursive: true, force: true });
});

type Records = { Records: { messageId: string; body: string; attributes: Record<string, string> }[] };

/** A queue that gives up after two receives, and its dead-letter queue. */
async function aQueue(visibilityTimeoutSeconds: number): Promise<{ url: string; deadUrl: string }> {
  const name = `queue-${++queues}`;
  const make = async (queueName: string) => (await sqs.send(new CreateQueueCommand({ QueueName: queueName }))).QueueUrl ?? '';
  const [url, deadUrl] = [await make(name), await make(`${name}-dead`)];
  const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: `arn:aws:sqs:ap-south-1:000000000000:${name}-dead`, maxReceiveCount: 2 });
  const Attributes = { VisibilityTimeout: String(visibilityTimeoutSeconds), RedrivePolicy };
  await sqs.send(new SetQueueAttributesCommand({ QueueUrl: url, Attributes }));
  return { url, deadUrl };
}

/** A poller of a new queue, with what the function got, each time it was called. */
async function polling(
  answer: (event: Records, call: number) => InvocationOutcome | Promise<InvocationOutcome>,
  {
    mapping = {},
    visibilityTimeoutSeconds = 1,
    ...overrides
  }: Partial<Omit<QueuePollerOptions, 'mapping'>> & {
    mapping?: object;
    visibilityTimeoutSeconds?: number;
  } = {},
) {
  const { url, deadUrl } = await aQueue(visibilityTimeoutSeconds);
  const calls: string[][] = [];
  const events: Records[] = [];
  const start = () => {
    const poller = startQueuePoller({
      mapping: {
        logicalId: 'Mapping',
        kind: 'queue',
        queueArn: 'arn:aws:sqs:ap-south-1:000000000000:reassign',
        functionArn: 'arn:f',
        batchSize: 10,
        batchingWindowSeconds: 0,
        reportsItemFailures: true,
        filters: [],
        maximumConcurrency: undefined,
        ...mapping,
      },
      queueUrl: url,
      region: 'ap-south-1',
      sqs,
      journalFile: 'memory',
      log: () => {},
      invoke: async (_arn, payload) => {
        const event = payload as Records; // made by the poller
        events.push(event);
        calls.push(event.Records.map(({ body }) => body).sort());
        return answer(event, calls.length);
      },
      ...overrides,
    });
    onTestFinished(() => poller.stop());
    return poller;
  };
  const send = (body: string) =>
    sqs.send(
      new SendMessageCommand({
        QueueUrl: url,
        MessageBody: body,
        MessageAttributes: { Kind: { DataType: 'String', StringValue: 'call' } },
      }),
    );
  return { url, deadUrl, calls, events, start, send };
}

/** Messages in a queue, those in flight included. */
async function countIn(url: string): Promise<number> {
  const names = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const;
  const { Attributes = {} } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: [...names] }));
  return names.reduce((sum, name) => sum + Number(Attributes[name]), 0);
}
const emptied = (url: string) => until('the queue is empty', async () => (await countIn(url)) === 0);

const ok = (payload: unknown = null): InvocationOutcome => ({ ok: true, payload });
const failure: InvocationOutcome = { ok: false, error: { reason: 'function', errorType: 'Error', errorMessage: 'no' } };
const failing = (event: Records, ...bodies: string[]) =>
  ok({
    batchItemFailures: event.Records.filter(({ body }) => bodies.includes(body)).map(({ messageId }) => ({ itemIdentifier: messageId })),
  });

describe('a queue poller', () => {
  it('hands over what waits in one batch, in the form of Lambda, and deletes it', async () => {
    const { url, calls, events, start, send } = await polling(() => ok());
    await send('a');
    await send('b');
    start();
    await emptied(url);
    expect(calls).toEqual([['a', 'b']]);
    expect(events[0]?.Records[0]).toMatchObject({
      messageId: expect.any(String),
      receiptHandle: expect.any(String),
      body: 'a',
      attributes: { ApproximateReceiveCount: '1', SentTimestamp: expect.stringMatching(/^\d{13}$/) },
      messageAttributes: { Kind: { stringValue: 'call', dataType: 'String' } },
      md5OfBody: '0cc175b9c0f1b6a831c399e269772661',
      eventSource: 'aws:sqs',
      eventSourceARN: 'arn:aws:sqs:ap-south-1:000000000000:reassign',
      awsRegion: 'ap-south-1',
    });
  });

  it('takes no more than a batch', async () => {
    const { url, calls, start, send } = await polling(() => ok(), { mapping: { batchSize: 2, maximumConcurrency: 1 } });
    for (const body of ['a', 'b', 'c']) await send(body);
    start();
    await emptied(url);
    expect(calls).toEqual([['a', 'b'], ['c']]);
  });

  it('deletes what succeeded and brings back what was reported as failed, which ends in the dead-letter queue', async () => {
    const { url, deadUrl, calls, start, send } = await polling((event) => failing(event, 'b'));
    for (const body of ['a', 'b', 'c']) await send(body);
    start();
    await emptied(url);
    expect(calls).toEqual([['a', 'b', 'c'], ['b']]);
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl: deadUrl }));
    expect(Messages.map(({ Body }) => Body)).toEqual(['b']);
  });

  it.each([
    ['the function fails', () => failure],
    ['the answer cannot be read', () => ok({ batchItemFailures: [{ id: 1 }] })],
  ])('brings the whole batch back when %s', async (_case, firstAnswer) => {
    const { url, calls, start, send } = await polling((_event, call) => (call === 1 ? firstAnswer() : ok()));
    await send('a');
    await send('b');
    start();
    await emptied(url);
    expect(calls[0]).toEqual(['a', 'b']);
    expect(calls.slice(1).flat().sort()).toEqual(['a', 'b']);
  });

  it('takes an answer for success where the mapping reports no item failures', async () => {
    const { url, calls, start, send } = await polling(() => ok('whatever'), { mapping: { reportsItemFailures: false } });
    await send('a');
    start();
    await emptied(url);
    expect(calls).toEqual([['a']]);
  });

  it('handles several batches at a time, up to the maximum concurrency', async () => {
    let running = 0;
    let most = 0;
    const answer = async () => {
      most = Math.max(most, ++running);
      await setTimeout(100);
      running -= 1;
      return ok();
    };
    const { url, start, send } = await polling(answer, { mapping: { batchSize: 1, maximumConcurrency: 2 }, visibilityTimeoutSeconds: 30 });
    for (const body of ['a', 'b', 'c', 'd']) await send(body);
    start();
    await emptied(url);
    expect(most).toBe(2);
  });

  it('deletes unseen what no filter lets through', async () => {
    const { url, calls, start, send } = await polling(() => ok(), { mapping: { filters: [{ body: { detail: { status: ['Busy'] } } }] } });
    await send('{"detail":{"status":"Called"}}');
    await send('{"detail":{"status":"Busy"}}');
    await send('no JSON');
    start();
    await emptied(url);
    expect(calls).toEqual([['{"detail":{"status":"Busy"}}']]);
  });

  it('gives back what a stop interrupts', async () => {
    const stopped: InvocationOutcome = { ok: false, error: { reason: 'stopping', errorType: 'ServiceException', errorMessage: '' } };
    const { url, calls, start, send } = await polling((_event, call) => (call === 1 ? stopped : ok()), { visibilityTimeoutSeconds: 600 });
    await send('a');
    const poller = start();
    await until('it was handed over', () => calls.length === 1);
    await poller.stop();
    start();
    await emptied(url);
    expect(calls).toEqual([['a'], ['a']]);
  });

  it('takes up after a kill what was being handled, without waiting for the visibility timeout', async () => {
    const journalFile = join(aFolder(), 'queue.journal');
    const hanging = Promise.withResolvers<InvocationOutcome>();
    const answer = (_event: Records, call: number) => (call === 1 ? hanging.promise : ok());
    const { url, calls, start, send } = await polling(answer, { visibilityTimeoutSeconds: 600, journalFile });
    await send('a');
    start();
    await until('it was handed over', () => calls.length === 1);
    start();
    await emptied(url);
    expect(calls).toEqual([['a'], ['a']]);
    hanging.resolve(failure);
  });

  it('waits out a queue that cannot be reached', async () => {
    const lines: string[] = [];
    const unreachable = new SQSClient({
      endpoint: 'http://127.0.0.1:9',
      region: 'x',
      maxAttempts: 1,
      credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    });
    const { start } = await polling(() => ok(), { sqs: unreachable, log: (line) => lines.push(line) });
    start();
    await until('it says so', () =>
      lines.some((line) => line.includes('Cannot handle messages of arn:aws:sqs:ap-south-1:000000000000:reassign now')),
    );
  });
});

import { describe, expect, it } from 'vitest';
import type { InvocationOutcome } from '../../../local/lambda/outcome.ts';
import type { QueueMessage } from '../../../local/queue-sender.ts';
import { handleBatch, type StreamMapping } from '../../../local/sources/stream-batch.ts';
import type { StreamRecord } from '../../../local/sources/stream-client.ts';
import { aHurriedWorld } from '../a-hurried-world.ts';

const nowMs = Date.parse('2026-11-22T12:00:00Z');

function aRecord(name: string, ageSeconds = 0): StreamRecord {
  const dynamodb = { SequenceNumber: name, ApproximateCreationDateTime: nowMs / 1_000 - ageSeconds, Keys: { pk: { S: name } } };
  return { eventName: 'INSERT', dynamodb };
}

const ok = (payload: unknown = null): InvocationOutcome => ({ ok: true, payload });
const thrown: InvocationOutcome = { ok: false, error: { reason: 'function', errorType: 'Error', errorMessage: 'no' } };
const refusal = (reason: 'throttled' | 'stopping' | 'too-large'): InvocationOutcome => ({
  ok: false,
  error: { reason, errorType: reason, errorMessage: '' },
});
const reporting = (...names: string[]) => ok({ batchItemFailures: names.map((itemIdentifier) => ({ itemIdentifier })) });

/** Handles a batch of records named by letters; gives what the function got each time, what was set aside, and where the checkpoint moved. */
async function handling(
  names: string,
  answer: (batch: string, call: number) => InvocationOutcome,
  mapping: Partial<StreamMapping> = {},
  records?: StreamRecord[],
) {
  const calls: string[] = [];
  const sent: QueueMessage[] = [];
  const checkpoints: string[] = [];
  const world = aHurriedWorld(nowMs);
  const ended = await handleBatch(records ?? [...names].map((name) => aRecord(name)), {
    mapping: {
      logicalId: 'Mapping',
      kind: 'stream',
      functionArn: 'arn:publish',
      tableName: 'calls',
      batchSize: 100,
      batchingWindowSeconds: 0,
      reportsItemFailures: true,
      filters: [],
      startingPosition: 'TRIM_HORIZON',
      bisects: true,
      maximumRetryAttempts: 3,
      maximumRecordAgeSeconds: -1,
      parallelizationFactor: 1,
      onFailureQueueArn: 'arn:failures',
      ...mapping,
    },
    shardId: 'shard-1',
    streamArn: 'arn:stream',
    clock: world.clock,
    signal: AbortSignal.timeout(60_000),
    send: async (message) => void sent.push(message),
    onProgress: ({ dynamodb }) => checkpoints.push(dynamodb.SequenceNumber),
    log: () => {},
    invoke: async (_arn, payload) => {
      const batch = (payload as { Records: StreamRecord[] }).Records.map(({ dynamodb }) => dynamodb.SequenceNumber).join(''); // made by handleBatch
      calls.push(batch);
      return answer(batch, calls.length);
    },
  });
  return { ended, calls, checkpoints, slept: world.slept, aside: sent.map(({ body }) => JSON.parse(body)) };
}

describe('handleBatch', () => {
  it('is through once the function succeeds', async () => {
    expect(await handling('abc', () => ok())).toMatchObject({ ended: true, calls: ['abc'], checkpoints: ['c'], aside: [] });
  });

  it('halves a batch that throws, down to the record that is at fault, and spends retries on that one alone', async () => {
    const { calls, checkpoints, aside, ended } = await handling('abcd', (batch) => (batch.includes('c') ? thrown : ok()), {
      maximumRetryAttempts: 2,
    });
    expect(calls).toEqual(['abcd', 'ab', 'cd', 'c', 'c', 'c', 'd']);
    expect(checkpoints).toEqual(['b', 'c', 'd']);
    expect(aside).toHaveLength(1);
    expect(ended).toBe(true);
    expect(aside[0]).toMatchObject({
      requestContext: { condition: 'RetryAttemptsExhausted', approximateInvokeCount: 3, functionArn: 'arn:publish' },
      responseContext: { functionError: 'Unhandled' },
      timestamp: '2026-11-22T12:00:01.500Z',
      DDBStreamBatchInfo: {
        shardId: 'shard-1',
        startSequenceNumber: 'c',
        endSequenceNumber: 'c',
        approximateArrivalOfFirstRecord: '2026-11-22T12:00:00.000Z',
        batchSize: 1,
        streamArn: 'arn:stream',
      },
    });
  });

  it('repeats the whole batch where it may not halve, and then gives it up together', async () => {
    const { calls, checkpoints, aside, slept } = await handling('abc', () => thrown, { bisects: false, maximumRetryAttempts: 3 });
    expect(calls).toEqual(['abc', 'abc', 'abc', 'abc']);
    expect(slept).toEqual([500, 1_000, 2_000]);
    expect(checkpoints).toEqual(['c']);
    expect(aside[0]).toMatchObject({ DDBStreamBatchInfo: { startSequenceNumber: 'a', endSequenceNumber: 'c', batchSize: 3 } });
  });

  it('moves the checkpoint to before the first failed item and goes on from there, the later ones included', async () => {
    const { calls, checkpoints } = await handling('abcd', (_batch, call) => (call === 1 ? reporting('d', 'b') : ok()));
    expect(calls).toEqual(['abcd', 'bcd']);
    expect(checkpoints).toEqual(['a', 'd']);
  });

  it('counts the retries of the item that comes first, and gives up what is left with it', async () => {
    const { calls, aside, checkpoints } = await handling('abc', () => reporting('b'), { maximumRetryAttempts: 1 });
    expect(calls).toEqual(['abc', 'bc']);
    expect(checkpoints).toEqual(['a', 'c']);
    expect(aside[0]).toMatchObject({ DDBStreamBatchInfo: { startSequenceNumber: 'b', endSequenceNumber: 'c', batchSize: 2 } });
  });

  it('starts the count again when the batch moves on', async () => {
    const answers = [reporting('b'), reporting('c'), reporting('d'), ok()];
    const { calls, aside } = await handling('abcd', (_batch, call) => answers[call - 1] ?? ok(), { maximumRetryAttempts: 1 });
    expect(calls).toEqual(['abcd', 'bcd', 'cd', 'd']);
    expect(aside).toEqual([]);
  });

  it('repeats the whole batch for an answer that it cannot read', async () => {
    const { calls } = await handling('ab', (_batch, call) => (call === 1 ? reporting('z') : ok()));
    expect(calls).toEqual(['ab', 'ab']);
  });

  it('does not read the answer where the mapping reports no item failures', async () => {
    expect((await handling('ab', () => reporting('a'), { reportsItemFailures: false })).calls).toEqual(['ab']);
  });

  it('goes on for ever where the retries have no limit', async () => {
    const { calls, aside, slept } = await handling('a', (_batch, call) => (call <= 12 ? thrown : ok()), { maximumRetryAttempts: -1 });
    expect([calls.length, aside.length, slept.at(-1)]).toEqual([13, 0, 60_000]);
  });

  it('does not count throttles', async () => {
    const { calls, aside } = await handling('a', (_batch, call) => (call <= 5 ? refusal('throttled') : ok()), { maximumRetryAttempts: 1 });
    expect([calls.length, aside.length]).toEqual([6, 0]);
  });

  it('splits what is too large for one payload even where it does not bisect', async () => {
    const { calls } = await handling('abc', (batch) => (batch.length > 1 ? refusal('too-large') : ok()), { bisects: false });
    expect(calls).toEqual(['abc', 'ab', 'a', 'b', 'c']);
  });

  it('sets aside what is too old before the function sees it', async () => {
    const records = [aRecord('a', 7_300), aRecord('b', 7_201), aRecord('c', 7_100)];
    const { calls, aside, checkpoints } = await handling('', () => ok(), { maximumRecordAgeSeconds: 7_200 }, records);
    expect(calls).toEqual(['c']);
    expect(checkpoints).toEqual(['b', 'c']);
    expect(aside[0]).toMatchObject({
      requestContext: { condition: 'RecordAgeExceeded' },
      DDBStreamBatchInfo: { batchSize: 2, endSequenceNumber: 'b' },
    });
  });

  it('gives up a failing record when it becomes too old', async () => {
    const { calls, aside } = await handling('a', () => thrown, { maximumRetryAttempts: -1, maximumRecordAgeSeconds: 60 });
    expect(calls.length).toBeGreaterThan(3);
    expect(aside[0]).toMatchObject({ requestContext: { condition: 'RecordAgeExceeded', approximateInvokeCount: calls.length } });
  });

  it('leaves everything from the interrupted record on for the next start', async () => {
    const { ended, checkpoints } = await handling('abcd', (batch, call) =>
      call === 1 ? thrown : batch === 'ab' ? ok() : refusal('stopping'),
    );
    expect([ended, checkpoints]).toEqual([false, ['b']]);
  });

  it('moves on where nothing waits for what is given up', async () => {
    const { ended, checkpoints } = await handling('a', () => thrown, { maximumRetryAttempts: 0, onFailureQueueArn: undefined });
    expect([ended, checkpoints]).toEqual([true, ['a']]);
  });
});

import { randomUUID } from 'node:crypto';
import type { InvocationOutcome } from '../lambda/outcome.ts';
import type { QueueSender } from '../queue-sender.ts';
import { untilDone } from '../until-done.ts';
import type { MappingWiring } from '../wiring.ts';
import type { Clock } from '../world.ts';
import { failedItems } from './item-failures.ts';
import type { StreamRecord } from './stream-client.ts';

export type StreamMapping = Extract<MappingWiring, { kind: 'stream' }>;

export type BatchOptions = {
  mapping: StreamMapping;
  shardId: string;
  streamArn: string;
  clock: Clock;
  signal: AbortSignal;
  /** After so long a record is no longer in the stream, and nobody is told of it; it is for ever unless given. */
  streamKeepsSeconds?: number;
  invoke: (functionArn: string, payload: unknown) => Promise<InvocationOutcome>;
  send: QueueSender;
  /** Everything up to and with this record is dealt with. */
  onProgress: (record: StreamRecord) => void;
  log: (line: string) => void;
};

type GivenUp = { records: StreamRecord[]; condition: 'RetryAttemptsExhausted' | 'RecordAgeExceeded'; invocations: number };

/** Pauses between retries of a failed batch. Lambda backs off as well; its numbers are not published. */
const firstPauseMs = 500;
const longestPauseMs = 60_000;

/**
 * Brings a batch of one shard to an end, in order: done, or set aside in the mapping's failure queue. False where a stop interrupted it.
 * Source: Lambda developer guide, "Using Lambda with DynamoDB" (error handling, batch item failures). An error that the function throws
 * halves the batch (where the mapping says so) without using up a retry; a list of failed items moves the checkpoint to before the
 * first of them and retries from there. What an exhausted batch still holds is given up together, as in Lambda.
 */
export async function handleBatch(batch: StreamRecord[], options: BatchOptions, attemptsBefore = 0): Promise<boolean> {
  const { mapping, clock, signal, invoke, onProgress } = options;
  let records = batch;
  for (let attempts = attemptsBefore; ; ) {
    const fresh = await giveUpOld(records, attempts, options);
    if (!fresh) return false;
    records = fresh;
    const last = records.at(-1);
    if (!last) return true;
    if (signal.aborted) return false;

    const outcome = await invoke(mapping.functionArn, { Records: records });
    if (!outcome.ok && outcome.error.reason === 'stopping') return false;
    const failedAt = firstFailure(outcome, records, mapping.reportsItemFailures);
    if (failedAt === undefined) {
      onProgress(last);
      return true;
    }
    if (halves(outcome, records, mapping)) return handleHalves(records, options, attempts);

    const before = records[failedAt - 1];
    if (before) onProgress(before);
    records = records.slice(failedAt);
    // The retries are those of the record that now comes first; what preceded it succeeded.
    if (before) attempts = 0;
    if (!isThrottled(outcome)) attempts += 1;
    if (mapping.maximumRetryAttempts >= 0 && attempts > mapping.maximumRetryAttempts) {
      return giveUp({ records, condition: 'RetryAttemptsExhausted', invocations: attempts }, options);
    }
    await clock.sleep(Math.min(firstPauseMs * 2 ** Math.max(0, attempts - 1), longestPauseMs), signal);
  }
}

function firstFailure(outcome: InvocationOutcome, records: StreamRecord[], reports: boolean): number | undefined {
  if (!outcome.ok) return 0;
  return reports ? failedItems(outcome.payload, records.map(sequenceNumberOf))[0] : undefined;
}

function isThrottled(outcome: InvocationOutcome): boolean {
  return !outcome.ok && outcome.error.reason === 'throttled';
}

/** Lambda never makes a batch larger than a payload may be; here that shows only when it is handed over. */
function halves(outcome: InvocationOutcome, records: StreamRecord[], { bisects }: StreamMapping): boolean {
  if (outcome.ok || records.length < 2) return false;
  return outcome.error.reason === 'too-large' || (bisects && outcome.error.reason === 'function');
}

async function handleHalves(records: StreamRecord[], options: BatchOptions, attempts: number): Promise<boolean> {
  const middle = Math.ceil(records.length / 2);
  return (await handleBatch(records.slice(0, middle), options, attempts)) && handleBatch(records.slice(middle), options, attempts);
}

/**
 * The records that are neither gone from the stream nor too old, after those that are only too old were set aside; undefined where a stop
 * interrupted that.
 */
async function giveUpOld(records: StreamRecord[], invocations: number, options: BatchOptions): Promise<StreamRecord[] | undefined> {
  const { mapping, clock, streamKeepsSeconds = Number.POSITIVE_INFINITY } = options;
  const kept = youngerThan(streamKeepsSeconds, records, clock);
  if (kept.length < records.length) lose(records.slice(0, records.length - kept.length), options);
  if (mapping.maximumRecordAgeSeconds < 0) return kept;
  const fresh = youngerThan(mapping.maximumRecordAgeSeconds, kept, clock);
  if (fresh.length === kept.length) return kept;
  const old = kept.slice(0, kept.length - fresh.length);
  return (await giveUp({ records: old, condition: 'RecordAgeExceeded', invocations }, options)) ? fresh : undefined;
}

/** From the first record on that is not older; the others come before it. */
function youngerThan(seconds: number, records: StreamRecord[], clock: Clock): StreamRecord[] {
  const since = clock.now() / 1_000 - seconds;
  const first = records.findIndex(({ dynamodb }) => dynamodb.ApproximateCreationDateTime >= since);
  return first === 0 ? records : first === -1 ? [] : records.slice(first);
}

function lose(records: StreamRecord[], { mapping, onProgress, log }: BatchOptions): void {
  log(`${records.length} changes of ${mapping.tableName} were trimmed from its stream before they were handled.`);
  const last = records.at(-1);
  if (last) onProgress(last);
}

async function giveUp(
  given: GivenUp,
  { mapping, shardId, streamArn, clock, signal, send, onProgress, log }: BatchOptions,
): Promise<boolean> {
  const queueArn = mapping.onFailureQueueArn;
  const what = `${given.records.length} changes of ${mapping.tableName} (${given.condition})`;
  if (queueArn === undefined) log(`${what} were dropped: the mapping ${mapping.logicalId} has no failure queue.`);
  else {
    const body = JSON.stringify(failureMessage(given, { mapping, shardId, streamArn, now: clock.now() }));
    const onError = (): void => log(`Cannot send to ${queueArn} yet; trying again.`);
    if (!(await untilDone(() => send({ queueArn, body }), { clock, signal, onError }))) return false;
    log(`${what} were set aside in ${queueArn}.`);
  }
  const last = given.records.at(-1);
  if (last) onProgress(last);
  return true;
}

type Circumstances = { mapping: StreamMapping; shardId: string; streamArn: string; now: number };

/** What Lambda sends to the failure queue of a stream: where the records are, not the records. */
function failureMessage({ records, condition, invocations }: GivenUp, { mapping, shardId, streamArn, now }: Circumstances): unknown {
  const first = records[0];
  const last = records.at(-1);
  return {
    requestContext: { requestId: randomUUID(), functionArn: mapping.functionArn, condition, approximateInvokeCount: invocations },
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    version: '1.0',
    timestamp: new Date(now).toISOString(),
    DDBStreamBatchInfo: {
      shardId,
      startSequenceNumber: first && sequenceNumberOf(first),
      endSequenceNumber: last && sequenceNumberOf(last),
      approximateArrivalOfFirstRecord: first && arrivalOf(first),
      approximateArrivalOfLastRecord: last && arrivalOf(last),
      batchSize: records.length,
      streamArn,
    },
  };
}

function sequenceNumberOf({ dynamodb }: StreamRecord): string {
  return dynamodb.SequenceNumber;
}

function arrivalOf({ dynamodb }: StreamRecord): string {
  return new Date(dynamodb.ApproximateCreationDateTime * 1_000).toISOString();
}

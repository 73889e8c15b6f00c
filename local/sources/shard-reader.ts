import { createHash } from 'node:crypto';
import { compilePattern } from '../events/pattern.ts';
import type { Checkpoints } from './checkpoints.ts';
import { type BatchOptions, handleBatch, type StreamMapping } from './stream-batch.ts';
import { type ShardPosition, type StreamClient, StreamError, type StreamRecord } from './stream-client.ts';

export type ShardReader = {
  /** Reads once and brings what came to an end. `records`: there may be more; `empty`: nothing now; `closed`: nothing ever again. */
  step: () => Promise<'records' | 'empty' | 'closed' | 'interrupted'>;
};

export type ShardReaderOptions = Omit<BatchOptions, 'onProgress' | 'shardId'> & {
  client: StreamClient;
  checkpoints: Checkpoints;
  /** The stream as DynamoDB Local names it; `streamArn` is the one that functions see. */
  localStreamArn: string;
  region: string;
  passes: (record: StreamRecord) => boolean;
};

/** Reads one shard of a stream from its checkpoint on. */
export function createShardReader(shardId: string, options: ShardReaderOptions): ShardReader {
  const { client, checkpoints, mapping, localStreamArn } = options;
  let iterator: string | undefined;

  function position(): ShardPosition {
    const progress = checkpoints.of(shardId);
    const after = progress && 'after' in progress ? progress.after : null;
    return after === null ? { ShardIteratorType: 'TRIM_HORIZON' } : { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: after };
  }

  async function read(): Promise<Awaited<ReturnType<StreamClient['read']>>> {
    try {
      iterator ??= await client.iteratorOf(localStreamArn, shardId, position());
      return await client.read(iterator, mapping.batchSize);
    } catch (error) {
      if (!(error instanceof StreamError)) throw error;
      iterator = undefined;
      if (error.code !== 'TrimmedDataAccessException') throw error;
      // The checkpoint is older than the 24 hours that a stream is kept: go on with the oldest that is left.
      checkpoints.set(shardId, { after: null });
      return { records: [], next: undefined };
    }
  }

  async function step(): ReturnType<ShardReader['step']> {
    const { records, next } = await read();
    const trimmed = iterator === undefined;
    const last = records.at(-1);
    if (last) {
      if (!(await handle(records))) return 'interrupted';
      checkpoints.set(shardId, { after: last.dynamodb.SequenceNumber });
    }
    iterator = next;
    if (next === undefined && !trimmed) {
      checkpoints.set(shardId, { done: true });
      return 'closed';
    }
    return last || trimmed ? 'records' : 'empty';
  }

  async function handle(records: StreamRecord[]): Promise<boolean> {
    const wanted = records.filter(options.passes).map((record) => asSeenByFunctions(record, options));
    const onProgress = ({ dynamodb }: StreamRecord): void => checkpoints.set(shardId, { after: dynamodb.SequenceNumber });
    const lanes = lanesOf(wanted, mapping.parallelizationFactor);
    // Lanes overtake each other, so with several the checkpoint only moves when all are through.
    const batchOptions = { ...options, shardId, onProgress: lanes.length > 1 ? () => {} : onProgress };
    const ended = await Promise.all(lanes.map((lane) => handleBatch(lane, batchOptions)));
    return ended.every(Boolean);
  }

  return { step };
}

function asSeenByFunctions(record: StreamRecord, { streamArn, region }: ShardReaderOptions): StreamRecord {
  return { ...record, awsRegion: region, eventSourceARN: streamArn };
}

/** Splits by key, so that the changes of one item stay in order. */
function lanesOf(records: StreamRecord[], parallelizationFactor: number): StreamRecord[][] {
  if (parallelizationFactor <= 1) return [records];
  return [...Map.groupBy(records, ({ dynamodb }) => hashOf(JSON.stringify(dynamodb.Keys)) % parallelizationFactor).values()];
}

function hashOf(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32BE();
}

/** Whether a record passes the mapping's filters. Source: Lambda developer guide, "Event filtering"; numbers in streams are strings. */
export function passesFilters({ filters, logicalId }: StreamMapping): (record: StreamRecord) => boolean {
  try {
    const patterns = filters.map((filter) => compilePattern(filter, { numericAllowed: false }));
    return (record) => patterns.length === 0 || patterns.some((matches) => matches(record));
  } catch (error) {
    throw new Error(`Cannot run the event source mapping ${logicalId}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}

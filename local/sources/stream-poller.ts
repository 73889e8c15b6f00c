import type { InvocationOutcome } from '../lambda/outcome.ts';
import type { QueueSender } from '../queue-sender.ts';
import type { Clock } from '../world.ts';
import { type Checkpoints, openCheckpoints } from './checkpoints.ts';
import { createShardReader, passesFilters, type ShardReader, type ShardReaderOptions } from './shard-reader.ts';
import type { StreamMapping } from './stream-batch.ts';
import type { Shard, StreamClient } from './stream-client.ts';

export type StreamPoller = {
  /** Polls now instead of at the next turn: something was written. */
  wake: () => void;
  /** Resolves after a poll that began now or later and found nothing. */
  quiet: () => Promise<void>;
  stop: () => Promise<void>;
};

export type StreamPollerOptions = {
  mapping: StreamMapping;
  /** As functions see it. */
  streamArn: string;
  region: string;
  client: StreamClient;
  clock: Clock;
  checkpointFile: string | 'memory';
  invoke: (functionArn: string, payload: unknown) => Promise<InvocationOutcome>;
  send: QueueSender;
  log: (line: string) => void;
};

/** Lambda polls a shard four times a second. Source: Lambda developer guide, "Polling and batching streams". */
const pollEveryMs = 250;

/**
 * An event source mapping of a table's stream: a shard after its parent, each in order, from where the last run came to.
 * Two limits: a batching window is not waited for (batches only come smaller and sooner), and open shards are read in step (DynamoDB
 * Local has one at a time), so a failing record holds up all of them.
 */
export function startStreamPoller(options: StreamPollerOptions): StreamPoller {
  const { mapping, client, checkpointFile, log } = options;
  const passes = passesFilters(mapping);
  const stopping = new AbortController();
  const { signal } = stopping;
  const pause = createPause(pollEveryMs);
  const readers = new Map<string, ShardReader>();
  let waiters: { round: number; resolve: () => void }[] = [];
  let round = 0;

  async function run(): Promise<void> {
    const source = await retried(open);
    let shards: Shard[] | undefined;
    while (source && !signal.aborted) {
      round += 1;
      shards ??= await retried(() => client.shardsOf(source.localStreamArn));
      if (!shards) return;
      source.checkpoints.keepOnly(shards.map(({ ShardId }) => ShardId));
      const results = await Promise.all(readable(shards, source.checkpoints).map((shardId) => stepOf(shardId, source)));
      // Children of a closed shard are only known to a new list.
      if (results.length === 0 || results.includes('closed')) shards = undefined;
      if (results.every((result) => result === 'empty')) {
        settle();
        await pause.wait();
      }
    }
  }

  async function open(): Promise<ShardReaderOptions> {
    const localStreamArn = await client.streamOf(mapping.tableName);
    const checkpoints = openCheckpoints(checkpointFile, localStreamArn);
    const source = { ...options, localStreamArn, checkpoints, passes, signal };
    if (checkpoints.fresh && mapping.startingPosition === 'LATEST') await skipAll(source);
    return source;
  }

  async function stepOf(shardId: string, source: ShardReaderOptions): Promise<string> {
    const reader = readers.get(shardId) ?? createShardReader(shardId, source);
    readers.set(shardId, reader);
    return (await retried(reader.step)) ?? 'interrupted';
  }

  async function retried<T>(action: () => Promise<T>): Promise<T | undefined> {
    while (!signal.aborted) {
      try {
        return await action();
      } catch (error) {
        if (!signal.aborted)
          log(`Cannot read the changes of ${mapping.tableName} now: ${error instanceof Error ? error.message : String(error)}`);
        await pause.wait();
      }
    }
    return undefined;
  }

  function settle(): void {
    for (const waiter of waiters) if (waiter.round <= round) waiter.resolve();
    waiters = waiters.filter((waiter) => waiter.round > round);
  }

  const running = run();
  return {
    wake: pause.end,
    quiet: () =>
      new Promise((resolve) => {
        waiters.push({ round: round + 1, resolve });
        pause.end();
      }),
    async stop() {
      stopping.abort();
      pause.end();
      await running;
      for (const { resolve } of waiters) resolve();
    },
  };
}

/** Shards with something to read: not read to their end, and with no parent that is not. */
function readable(shards: Shard[], checkpoints: Checkpoints): string[] {
  const open = new Set(shards.map(({ ShardId }) => ShardId).filter((id) => !isDone(checkpoints, id)));
  return shards.filter(({ ShardId, ParentShardId }) => open.has(ShardId) && !open.has(ParentShardId ?? '')).map(({ ShardId }) => ShardId);
}

function isDone(checkpoints: Checkpoints, shardId: string): boolean {
  const progress = checkpoints.of(shardId);
  return progress !== undefined && 'done' in progress;
}

/** LATEST: sets every checkpoint to the end of what is there, so that a restart before the first record loses none that come between. */
async function skipAll({ client, localStreamArn, checkpoints }: ShardReaderOptions): Promise<void> {
  for (const { ShardId } of await client.shardsOf(localStreamArn)) {
    checkpoints.set(ShardId, { after: null });
    let iterator: string | undefined = await client.iteratorOf(localStreamArn, ShardId, { ShardIteratorType: 'TRIM_HORIZON' });
    for (let more = true; more && iterator !== undefined; ) {
      const { records, next }: Awaited<ReturnType<StreamClient['read']>> = await client.read(iterator, 1_000);
      const last = records.at(-1);
      if (last) checkpoints.set(ShardId, { after: last.dynamodb.SequenceNumber });
      more = last !== undefined;
      iterator = next;
    }
  }
}

/** A pause that can be ended from outside; an end that comes before the pause makes the next one short. Real time: the parts poll in it. */
function createPause(ms: number): { wait: () => Promise<void>; end: () => void } {
  let wake: (() => void) | undefined;
  let woken = false;
  return {
    async wait() {
      if (!woken) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      wake = undefined;
      woken = false;
    },
    end() {
      woken = true;
      wake?.();
    },
  };
}

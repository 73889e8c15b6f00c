import { compilePattern } from '../../../../local/events/pattern.ts';
import { handleBatch } from '../../../../local/sources/stream-batch.ts';
import type { MappingWiring, Wiring } from '../../../../local/wiring.ts';
import type { FaultKind } from '../fault-kinds.ts';
import type { Functions } from '../functions.ts';
import type { Host } from '../host.ts';
import type { Queues } from './queues.ts';
import { createShards, type Shard, type ShardFate } from './stream-shards.ts';
import type { ChangeRecord, Tables } from './tables.ts';
import { withRequestId } from './with-request-id.ts';

type StreamMapping = Extract<MappingWiring, { kind: 'stream' }>;

export type StreamMappingOptions = {
  mapping: StreamMapping;
  name: string;
  wiring: Pick<Wiring, 'tables' | 'region'>;
  tables: Pick<Tables, 'changes'>;
  queues: Pick<Queues, 'send'>;
  functions: Pick<Functions, 'invoke'>;
  host: Omit<Host, 'call'>;
  outside: <Value>(promise: Promise<Value>) => Promise<Value>;
};

/** Making a mapping takes Lambda a while. Source: Lambda developer guide, "Polling and stream starting positions": several minutes. */
const startsWithinMs = 60_000;
/** Until it is known that a closed shard has children: a list of shards is asked for now and then. Lambda does not say how often. */
const listsWithinMs = 10_000;
/** Source: DynamoDB developer guide, "Change data capture for DynamoDB Streams": 24 hours. */
const streamKeepsSeconds = 24 * 60 * 60;

/** How far a shard is read. */
type Reader = { shard: Shard; position: number; busy: boolean };

/** An event source mapping of a table's stream. Told by what it gives back that there may be new changes. */
export function startStreamMapping(options: StreamMappingOptions): () => void {
  const { mapping, name, wiring, tables, queues, functions, host, outside } = options;
  const { timeline, chance, note } = host;
  if (mapping.parallelizationFactor !== 1)
    throw new Error(
      `Cannot simulate ${mapping.parallelizationFactor} batches of a shard at once, as the mapping ${mapping.logicalId} has it.`,
    );
  const patterns = mapping.filters.map((filter) => compilePattern(filter, { numericAllowed: false }));
  const streamArn = wiring.tables.find((table) => table.name === mapping.tableName)?.streamArn ?? '';
  const shards = createShards();
  const readers = new Set<Reader>(shards.roots.map(readerOf));
  let read: string | undefined;
  let started = false;
  let waking = false;

  async function pull(): Promise<void> {
    const given = tables.changes(mapping.tableName, read);
    const changes = given instanceof Promise ? await outside(given) : given;
    read = changes.at(-1)?.dynamodb.SequenceNumber ?? read;
    for (const record of changes) {
      if (patterns.length > 0 && !patterns.some((matches) => matches(record))) continue;
      const seen = { ...record, awsRegion: wiring.region, eventSourceARN: streamArn };
      shards.take(seen, fateOf);
    }
  }

  function fateOf({ id }: Shard): ShardFate {
    const fault = chance.faultAt(`${name}.${id}.record`, ['shard-rolls', 'shard-splits']);
    return fault && (fault === 'shard-splits' ? 'splits' : 'rolls');
  }

  function faultOf(shard: Shard, kind: FaultKind): boolean {
    return chance.faultAt(`${name}.${shard.id}`, [kind]) !== undefined;
  }

  async function follow(reader: Reader): Promise<void> {
    if (reader.busy) return;
    reader.busy = true;
    const { shard } = reader;
    while (reader.position < shard.records.length) {
      if (faultOf(shard, 'record-late')) await timeline.clock.sleep(chance.lateMs(`${name}.late`));
      const most = faultOf(shard, 'split-batch')
        ? chance.between(`${name}.size`, 1, Math.max(1, mapping.batchSize - 1))
        : mapping.batchSize;
      const batch = shard.records.slice(reader.position, reader.position + most);
      note(`${name} gets ${shard.id} ${reader.position} to ${reader.position + batch.length}`);
      await handle(shard, batch);
      reader.position += batch.length;
      // As after a lost checkpoint: from an earlier place on, in order.
      if (faultOf(shard, 'record-again'))
        reader.position = Math.max(0, reader.position - chance.between(`${name}.back`, 1, batch.length + 5));
    }
    reader.busy = false;
    if (shard.children.length > 0) await goOnWithChildren(reader);
  }

  /** Only what comes after a shard that is read to its end is ever begun. */
  async function goOnWithChildren(reader: Reader): Promise<void> {
    if (!readers.delete(reader)) return;
    await timeline.clock.sleep(chance.lateMs(`${name}.lists`, listsWithinMs));
    for (const child of reader.shard.children.map(readerOf)) {
      readers.add(child);
      follow(child).catch(host.fail);
    }
  }

  async function handle(shard: Shard, batch: ChangeRecord[]): Promise<void> {
    const send = async (message: Parameters<Queues['send']>[0]): Promise<void> =>
      queues.send(withRequestId(message, chance.uuid('failed-batch')));
    await handleBatch(batch, {
      mapping,
      shardId: shard.id,
      streamArn,
      clock: timeline.clock,
      signal: new AbortController().signal,
      invoke: functions.invoke,
      send,
      streamKeepsSeconds,
      onProgress: () => undefined,
      log: note,
    });
  }

  async function wake(): Promise<void> {
    waking = false;
    await pull();
    if (!started) {
      started = true;
      // What was written before it reads for the first time is past for one that starts at the latest.
      if (mapping.startingPosition === 'LATEST') shards.forget();
    }
    for (const reader of readers) follow(reader).catch(host.fail);
  }

  const startsAt = timeline.now() + chance.between(`${name}.starts`, 1_000, startsWithinMs);
  return () => {
    if (waking) return;
    waking = true;
    timeline.after(Math.max(startsAt - timeline.now(), 20 + chance.lateMs(`${name}.poll`, 300)), () => void wake().catch(host.fail));
  };
}

function readerOf(shard: Shard): Reader {
  return { shard, position: 0, busy: false };
}

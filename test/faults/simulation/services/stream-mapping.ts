import { createHash } from 'node:crypto';
import { compilePattern } from '../../../../local/events/pattern.ts';
import { handleBatch } from '../../../../local/sources/stream-batch.ts';
import type { MappingWiring, Wiring } from '../../../../local/wiring.ts';
import type { FaultKind } from '../fault-kinds.ts';
import type { Functions } from '../functions.ts';
import type { Host } from '../host.ts';
import type { Queues } from './queues.ts';
import type { ChangeRecord, Tables } from './tables.ts';
import { withRequestId } from './with-request-id.ts';

type StreamMapping = Extract<MappingWiring, { kind: 'stream' }>;

export type StreamMappingOptions = {
  mapping: StreamMapping;
  name: string;
  wiring: Wiring;
  tables: Tables;
  queues: Queues;
  functions: Functions;
  host: Omit<Host, 'call'>;
  outside: <Value>(promise: Promise<Value>) => Promise<Value>;
};

/** Items of a table are spread over this many shards; each keeps the order of its own, and none waits for another. */
const shardCount = 2;
/** Making a mapping takes Lambda a while. Source: Lambda developer guide, "Polling and stream starting positions": several minutes. */
const startsWithinMs = 60_000;

type Shard = { id: string; records: ChangeRecord[]; position: number; busy: boolean };

/** An event source mapping of a table's stream. Told by what it gives back that there may be new changes. */
export function startStreamMapping(options: StreamMappingOptions): () => void {
  const { mapping, name, wiring, tables, queues, functions, host, outside } = options;
  const { timeline, chance, note } = host;
  const patterns = mapping.filters.map((filter) => compilePattern(filter, { numericAllowed: false }));
  const streamArn = wiring.tables.find((table) => table.name === mapping.tableName)?.streamArn ?? '';
  const shards: Shard[] = Array.from({ length: shardCount }, (_, number) => ({
    id: `shardId-${number}`,
    records: [],
    position: 0,
    busy: false,
  }));
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
      shards[shardOf(record)]?.records.push(seen);
    }
  }

  function faultOf(shard: Shard, kind: FaultKind): boolean {
    return chance.faultAt(`${name}.${shard.id}`, [kind]) !== undefined;
  }

  async function follow(shard: Shard): Promise<void> {
    if (shard.busy) return;
    shard.busy = true;
    while (shard.position < shard.records.length) {
      if (faultOf(shard, 'record-late')) await timeline.clock.sleep(chance.lateMs(`${name}.late`));
      const most = faultOf(shard, 'split-batch')
        ? chance.between(`${name}.size`, 1, Math.max(1, mapping.batchSize - 1))
        : mapping.batchSize;
      const batch = shard.records.slice(shard.position, shard.position + most);
      note(`${name} gets ${shard.id} ${shard.position} to ${shard.position + batch.length}`);
      await handle(shard, batch);
      shard.position += batch.length;
      // As after a lost checkpoint: from an earlier place on, in order.
      if (faultOf(shard, 'record-again'))
        shard.position = Math.max(0, shard.position - chance.between(`${name}.back`, 1, batch.length + 5));
    }
    shard.busy = false;
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
      if (mapping.startingPosition === 'LATEST') for (const shard of shards) shard.position = shard.records.length;
    }
    for (const shard of shards) follow(shard).catch(host.fail);
  }

  const startsAt = timeline.now() + chance.between(`${name}.starts`, 1_000, startsWithinMs);
  return () => {
    if (waking) return;
    waking = true;
    timeline.after(Math.max(startsAt - timeline.now(), 20 + chance.lateMs(`${name}.poll`, 300)), () => void wake().catch(host.fail));
  };
}

function shardOf({ dynamodb }: ChangeRecord): number {
  return (
    createHash('md5')
      .update(JSON.stringify(Object.entries(dynamodb.Keys).sort()))
      .digest()
      .readUInt8() % shardCount
  );
}

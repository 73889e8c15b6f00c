import { createHash } from 'node:crypto';
import type { ChangeRecord } from './tables.ts';

/** A shard of a table's stream: changes of some of its items, oldest first. A closed one gets no more; what comes is its children's. */
export type Shard = {
  id: string;
  records: ChangeRecord[];
  /** None while it is open, one where it was rolled over, two where it was split. */
  children: Shard[];
  /** So many bits of an item's hash say that it is in this one. */
  depth: number;
  /** How many records there were before its own, its parents' included. */
  before: number;
};

/** What becomes of a shard before it takes a record. */
export type ShardFate = 'rolls' | 'splits' | undefined;

export type Shards = {
  /** Those that a new stream has. */
  roots: readonly Shard[];
  /** Gives a change to the open shard of its item, after whatever becomes of that shard first. */
  take: (record: ChangeRecord, fateOf: (shard: Shard) => ShardFate) => void;
  /** Lets go of all changes that there are. */
  forget: () => void;
};

/** As many as a hash has bits here. */
const deepest = 32;

/**
 * The shards of one stream. Changes of one item are in order, in one shard and then in a child of it; those of different items are in none.
 * Sequence numbers grow within a shard and from it to its children; two shards that are open at once have some in common, as nothing says
 * that they do not. Source: DynamoDB developer guide, "Change data capture for DynamoDB Streams"; API reference, `Shard` and `StreamRecord`.
 */
export function createShards(): Shards {
  const roots = [0, 1].map((number): Shard => ({ id: `shardId-${number}`, records: [], children: [], depth: 1, before: 0 }));

  function openOf(hash: number): Shard | undefined {
    let shard = roots[hash & 1];
    while (shard && shard.children.length > 0) shard = shard.children[shard.children.length === 1 ? 0 : (hash >>> shard.depth) & 1];
    return shard;
  }

  return {
    roots,
    take(record, fateOf) {
      const hash = hashOf(record);
      let shard = openOf(hash);
      const fate = shard && fateOf(shard);
      if (shard && fate !== undefined) {
        shard.children = childrenOf(shard, fate);
        shard = openOf(hash);
      }
      shard?.records.push(numbered(record, shard.before + shard.records.length));
    },
    forget: () => roots.forEach(empty),
  };
}

function childrenOf({ id, records, depth, before }: Shard, fate: 'rolls' | 'splits'): Shard[] {
  const count = fate === 'splits' && depth < deepest ? 2 : 1;
  return Array.from({ length: count }, (_, number) => ({
    id: `${id}.${number}`,
    records: [],
    children: [],
    depth: depth + count - 1,
    before: before + records.length,
  }));
}

function empty(shard: Shard): void {
  shard.before += shard.records.length;
  shard.records.length = 0;
  shard.children.forEach(empty);
}

/** Numbers have one length, so that they sort as text too. */
function numbered(record: ChangeRecord, number: number): ChangeRecord {
  return { ...record, dynamodb: { ...record.dynamodb, SequenceNumber: `1${String(number).padStart(20, '0')}` } };
}

function hashOf({ dynamodb }: ChangeRecord): number {
  const key = JSON.stringify(Object.entries(dynamodb.Keys).sort());
  return createHash('md5').update(key).digest().readUInt32LE();
}

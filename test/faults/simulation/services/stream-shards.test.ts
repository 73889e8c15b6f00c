import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createShards, type Shard, type ShardFate } from './stream-shards.ts';
import type { ChangeRecord } from './tables.ts';

const fates: readonly ShardFate[] = [undefined, undefined, 'rolls', 'splits'];

/** Changes of few items, and what becomes of a shard before it takes each. */
const course = fc.array(fc.record({ item: fc.integer({ min: 0, max: 9 }), fate: fc.constantFrom(...fates) }), { maxLength: 60 });

function aChange(item: number, number: number): ChangeRecord {
  return { dynamodb: { SequenceNumber: String(number), ApproximateCreationDateTime: number, Keys: { pk: { S: `item ${item}` } } } };
}

function taken(changes: readonly { item: number; fate?: ShardFate }[]) {
  const shards = createShards();
  for (const [number, { item, fate }] of changes.entries()) shards.take(aChange(item, number), () => fate);
  return shards;
}

/** Each way from a first shard to one that is open, as it is read: a parent before its child. */
function waysFrom(shard: Shard, before: readonly ChangeRecord[] = []): ChangeRecord[][] {
  const records = [...before, ...shard.records];
  return shard.children.length === 0 ? [records] : shard.children.flatMap((child) => waysFrom(child, records));
}

const itemOf = ({ dynamodb }: ChangeRecord) => JSON.stringify(dynamodb.Keys);
const numbersOf = (records: readonly ChangeRecord[]) => records.map(({ dynamodb }) => dynamodb.ApproximateCreationDateTime);

describe('the shards of a stream', () => {
  it('have every change once, and those of an item in order on one way from parent to child, whatever becomes of them', () => {
    fc.assert(
      fc.property(course, (changes) => {
        const ways = taken(changes).roots.flatMap((root) => waysFrom(root));
        const seen = new Set(numbersOf(ways.flat()));
        expect(seen.size).toBe(changes.length);
        for (const [item, all] of Map.groupBy(changes.keys(), (number) => changes[number]?.item ?? 0)) {
          const mine = ways.map((way) => numbersOf(way.filter((record) => itemOf(record) === itemOf(aChange(item, 0)))));
          expect(mine).toContainEqual([...all]);
        }
      }),
    );
  });

  it('number their records upwards, from parent to child too', () => {
    fc.assert(
      fc.property(course, (changes) => {
        for (const way of taken(changes).roots.flatMap((root) => waysFrom(root))) {
          const numbers = way.map(({ dynamodb }) => dynamodb.SequenceNumber);
          expect(numbers).toEqual([...new Set(numbers)].sort());
        }
      }),
    );
  });

  it('are two from the beginning, go on as one where they roll, and as two where they split', () => {
    const items = Array.from({ length: 40 }, (_, item) => ({ item }));
    const { roots } = taken([...items, { item: 0, fate: 'rolls' }, ...items, { item: 0, fate: 'splits' }, ...items]);
    const closed = roots.filter(({ children }) => children.length > 0);
    expect([roots.length, closed.length]).toEqual([2, 1]);
    const [rolled] = closed[0]?.children ?? [];
    expect(closed[0]?.children).toHaveLength(1);
    expect(rolled?.children.map(({ records, children }) => [records.length > 0, children.length])).toEqual([
      [true, 0],
      [true, 0],
    ]);
  });

  it('that are open at once have numbers in common', () => {
    const [one, other] = taken(Array.from({ length: 40 }, (_, item) => ({ item }))).roots;
    expect(one?.records[0]?.dynamodb.SequenceNumber).toBe(other?.records[0]?.dynamodb.SequenceNumber);
  });

  it('hold nothing once they forgot, and number on', () => {
    const shards = taken([{ item: 1 }, { item: 1, fate: 'splits' }, { item: 1 }]);
    shards.forget();
    shards.take(aChange(1, 3), () => undefined);
    const left = shards.roots.flatMap((root) => waysFrom(root)).flat();
    expect(left.map(({ dynamodb }) => dynamodb.SequenceNumber)).toEqual([`1${'3'.padStart(20, '0')}`]);
  });
});

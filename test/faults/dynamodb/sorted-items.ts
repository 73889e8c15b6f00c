import { attributesOf, type KeySchema } from './table-definition.ts';
import type { AttributeValue, Item } from './values/attribute-value.ts';
import { compareValues } from './values/compare-values.ts';

/** Items by partition, each in the order of its sort key. Where sort keys may be equal, `tieBreak` (the table's own key) decides. */
export class SortedItems {
  readonly #key: KeySchema;
  readonly #order: readonly string[];
  readonly #partitions = new Map<string, Item[]>();

  constructor(key: KeySchema, tieBreak?: KeySchema) {
    this.#key = key;
    this.#order = [...(key.sort === undefined ? [] : [key.sort]), ...(tieBreak ? attributesOf(tieBreak) : [])];
  }

  /** All items of a partition, in order. */
  partition(value: AttributeValue): readonly Item[] {
    return this.#partitions.get(partitionText(value)) ?? [];
  }

  /** All items, partitions in the order of their text. */
  all(): Item[] {
    return [...this.#partitions].sort(([one], [other]) => (one < other ? -1 : 1)).flatMap(([, items]) => items);
  }

  get(key: Item): Item | undefined {
    const { items, at, found } = this.#find(key);
    return found ? items[at] : undefined;
  }

  put(item: Item): void {
    const { items, at, found } = this.#find(item);
    if (found) items[at] = item;
    else items.splice(at, 0, item);
    if (items.length === 1) this.#partitions.set(this.#partitionOf(item), items);
  }

  remove(key: Item): void {
    const { items, at, found } = this.#find(key);
    if (!found) return;
    items.splice(at, 1);
    if (items.length === 0) this.#partitions.delete(this.#partitionOf(key));
  }

  /** Below 0 where the one comes before the other in their partition. */
  order(one: Item, other: Item): number {
    for (const name of this.#order) {
      const [a, b] = [one[name], other[name]];
      const order = a && b ? compareValues(a, b) : undefined;
      if (order !== undefined && order !== 0) return order;
    }
    return 0;
  }

  #partitionOf(item: Item): string {
    const value = item[this.#key.partition];
    if (value === undefined) throw new Error(`Cannot find the partition of an item without ${this.#key.partition}`);
    return partitionText(value);
  }

  #find(key: Item): { items: Item[]; at: number; found: boolean } {
    const items = this.#partitions.get(this.#partitionOf(key)) ?? [];
    let [low, high] = [0, items.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      const there = items[middle];
      if (there && this.order(there, key) < 0) low = middle + 1;
      else high = middle;
    }
    const there = items[low];
    return { items, at: low, found: there !== undefined && this.order(there, key) === 0 };
  }
}

function partitionText(value: AttributeValue): string {
  if ('S' in value) return `S${value.S}`;
  return JSON.stringify(value);
}

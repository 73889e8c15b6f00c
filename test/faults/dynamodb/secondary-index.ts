import { SortedItems } from './sorted-items.ts';
import { attributesOf, type IndexDefinition, type KeySchema } from './table-definition.ts';
import type { Item } from './values/attribute-value.ts';

/** One change of one item of a table. */
export type Change = { before: Item | undefined; after: Item | undefined; atMs: number };

/**
 * What an index holds, as of any moment of its table: it follows the table's changes, forwards and backwards.
 * Sparse: an item without all of the index's key attributes is not in it.
 */
export class SecondaryIndex {
  readonly definition: IndexDefinition;
  readonly #items: SortedItems;
  readonly #attributes: ReadonlySet<string> | undefined;
  #position = 0;

  constructor(definition: IndexDefinition, tableKey: KeySchema) {
    this.definition = definition;
    this.#items = new SortedItems(definition.key, tableKey);
    this.#attributes = definition.projection === 'ALL' ? undefined : new Set(definition.projection);
  }

  /** What it held when only so many of the table's changes had happened. */
  asOf(changes: readonly Change[], position: number): SortedItems {
    for (; this.#position < position; this.#position++) this.#replace(changes[this.#position]?.before, changes[this.#position]?.after);
    for (; this.#position > position; this.#position--)
      this.#replace(changes[this.#position - 1]?.after, changes[this.#position - 1]?.before);
    return this.#items;
  }

  /** What the index holds of an item, if it is in it. */
  entryOf(item: Item | undefined): Item | undefined {
    if (item === undefined || attributesOf(this.definition.key).some((name) => item[name] === undefined)) return undefined;
    const attributes = this.#attributes;
    return attributes ? Object.fromEntries(Object.entries(item).filter(([name]) => attributes.has(name))) : item;
  }

  #replace(old: Item | undefined, fresh: Item | undefined): void {
    const [gone, there] = [this.entryOf(old), this.entryOf(fresh)];
    if (gone) this.#items.remove(gone);
    if (there) this.#items.put(there);
  }
}

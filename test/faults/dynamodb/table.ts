import { keyIn } from './keys.ts';
import { type Change, SecondaryIndex } from './secondary-index.ts';
import { SortedItems } from './sorted-items.ts';
import type { TableDefinition } from './table-definition.ts';
import type { Item } from './values/attribute-value.ts';
import { sameItem } from './values/same-value.ts';

/** One table: its items, every change of them, and its indexes. */
export class Table {
  readonly definition: TableDefinition;
  readonly changes: Change[] = [];
  readonly indexes: ReadonlyMap<string, SecondaryIndex>;
  readonly items: SortedItems;
  /** The items as of any moment: an index of everything, by the table's own key. */
  readonly #past: SecondaryIndex;

  constructor(definition: TableDefinition) {
    this.definition = definition;
    this.items = new SortedItems(definition.key);
    this.#past = new SecondaryIndex({ name: 'past', key: definition.key, projection: 'ALL' }, definition.key);
    this.indexes = new Map(definition.indexes.map((index) => [index.name, new SecondaryIndex(index, definition.key)]));
  }

  /** Makes `after` what is there instead of `before`. A write that changes nothing leaves no trace. */
  write(before: Item | undefined, after: Item | undefined, atMs: number): void {
    if (before === after || (before && after && sameItem(before, after))) return;
    if (after) this.items.put(after);
    else if (before) this.items.remove(keyIn(before, this.definition.key));
    this.changes.push({ before, after, atMs });
  }

  /** What an eventually consistent read sees while it lags so many writes behind. */
  itemsSeen(lag: number): SortedItems {
    return lag === 0 ? this.items : this.#past.asOf(this.changes, Math.max(0, this.changes.length - lag));
  }

  /** What a query of the index sees while it lags so many writes behind. */
  indexSeen(index: SecondaryIndex, lag: number): SortedItems {
    return index.asOf(this.changes, Math.max(0, this.changes.length - lag));
  }
}

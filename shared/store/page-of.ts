import { cursorOf } from './cursor.ts';
import type { Page } from './page.ts';

/** One page of what a list gave, of which there may be one item more than the page holds. `keyOf` says where an item lies. */
export function pageOf<Item>(found: readonly Item[], limit: number, keyOf: (item: Item) => string[]): Page<Item> {
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return { items, next: last !== undefined && found.length > limit ? cursorOf(...keyOf(last)) : null };
}

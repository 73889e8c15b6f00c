import { cursorOf, placeOf } from '../../shared/store/cursor.ts';
import type { Page } from '../../shared/store/page.ts';

/**
 * One page of a list that is at hand whole. The cursor names the last item shown: what is added or removed meanwhile moves nothing.
 * @throws BadCursor
 */
export function pageOfAll<Item extends { id: string }>(
  items: readonly Item[],
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Page<Item> {
  const start = cursor === undefined ? 0 : startAfter(items, placeOf(cursor, 1)[0] ?? '');
  const some = items.slice(start, start + limit);
  const last = some.at(-1);
  return { items: some, next: last && start + limit < items.length ? cursorOf(last.id) : null };
}

function startAfter(items: readonly { id: string }[], last: string): number {
  const shown = items.findIndex(({ id }) => id === last);
  if (shown !== -1) return shown + 1;
  // The last one shown is gone; most lists are in the order of their ids.
  const following = items.findIndex(({ id }) => id > last);
  return following === -1 ? items.length : following;
}

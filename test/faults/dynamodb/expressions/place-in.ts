import { invalid } from '../service-error.ts';
import type { AttributeValue, Item } from '../values/attribute-value.ts';
import type { DocumentPath } from './document-path.ts';

/** A place and what it is to hold; undefined takes away what is there. */
export type Placed = { path: DocumentPath; value: AttributeValue | undefined };

type Steps = readonly (string | number)[];
type Step = { steps: Steps; value: AttributeValue | undefined };

/**
 * A copy of the item with all these places filled or emptied at once: positions in lists are those before the change.
 * @throws ServiceError where something on the way to a place is not there.
 */
export function placeIn(item: Item, placed: readonly Placed[]): Item {
  const steps = placed.map(({ path, value }) => ({ steps: path, value }));
  return inMap(item, steps);
}

function inMap(map: Item, changes: readonly Step[]): Item {
  const copy = new Map(Object.entries(map));
  for (const [name, inside] of Map.groupBy(changes, ({ steps }) => String(steps[0]))) {
    const value = changed(copy.get(name), inside);
    if (value === undefined) copy.delete(name);
    else copy.set(name, value);
  }
  return Object.fromEntries(copy);
}

/** What lies beyond the end of a list is appended, in the order of the positions asked for. */
function inList(list: readonly AttributeValue[], changes: readonly Step[]): AttributeValue[] {
  const slots: (AttributeValue | undefined)[] = [...list];
  const byPosition = [...Map.groupBy(changes, ({ steps }) => Number(steps[0]))].sort(([a], [b]) => a - b);
  for (const [position, inside] of byPosition) {
    const value = changed(list[position], inside);
    if (position < list.length) slots[position] = value;
    else slots.push(value);
  }
  return slots.filter((slot) => slot !== undefined);
}

function changed(there: AttributeValue | undefined, changes: readonly Step[]): AttributeValue | undefined {
  const here = changes.find(({ steps }) => steps.length === 1);
  if (here) return here.value;
  const inside = changes.map(({ steps, value }) => ({ steps: steps.slice(1), value }));
  const isPosition = typeof inside[0]?.steps[0] === 'number';
  if (there && isPosition && 'L' in there) return { L: inList(there.L, inside) };
  if (there && !isPosition && 'M' in there) return { M: inMap(there.M, inside) };
  throw invalid('The document path provided in the update expression is invalid for update');
}

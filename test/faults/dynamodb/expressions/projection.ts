import { invalid } from '../service-error.ts';
import type { AttributeValue, Item } from '../values/attribute-value.ts';
import { conflicts, type DocumentPath, overlaps, valueAt } from './document-path.ts';
import type { Placeholders } from './placeholders.ts';
import { tokenReader } from './token-reader.ts';

/** Places that a projection asks for. @throws ServiceError as DynamoDB refuses it. */
export function parseProjection(expression: string, placeholders: Placeholders): DocumentPath[] {
  const reader = tokenReader(expression, 'ProjectionExpression', placeholders);
  const paths = [reader.path()];
  while (reader.takes(',')) paths.push(reader.path());
  if (reader.peek() !== undefined) reader.unexpected();
  for (const [index, path] of paths.entries()) {
    const clash = paths.slice(index + 1).find((other) => overlaps(path, other) || conflicts(path, other));
    if (clash)
      throw invalid(
        'Invalid ProjectionExpression: Two document paths overlap or conflict with each other; must remove or rewrite one of these paths',
      );
  }
  return paths;
}

/** Only these places of an item, inside the maps and lists that they lie in; lists close up. */
export function projected(item: Item, paths: readonly DocumentPath[]): Item {
  return inMap(
    item,
    paths.filter((path) => valueAt(item, path) !== undefined),
  );
}

type Steps = readonly (string | number)[];

function inMap(map: Item, paths: readonly Steps[]): Item {
  const groups = Map.groupBy(paths, ([name]) => String(name));
  return Object.fromEntries(
    [...groups].flatMap(([name, inside]) => {
      const value = map[name];
      return value ? [[name, within(value, inside)]] : [];
    }),
  );
}

function within(value: AttributeValue, paths: readonly Steps[]): AttributeValue {
  const inside = paths.map((path) => path.slice(1));
  if (inside.some((path) => path.length === 0)) return value;
  if ('M' in value) return { M: inMap(value.M, inside) };
  if (!('L' in value)) return value;
  const positions = [...Map.groupBy(inside, ([position]) => Number(position))].sort(([a], [b]) => a - b);
  return {
    L: positions.flatMap(([position, steps]) => {
      const one = value.L[position];
      return one ? [within(one, steps)] : [];
    }),
  };
}

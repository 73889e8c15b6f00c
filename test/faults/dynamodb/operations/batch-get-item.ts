import * as z from 'zod';
import { readCapacity, readUnits } from '../capacity.ts';
import { type Database, tableOf } from '../database.ts';
import { placeholdersOf } from '../expressions/placeholders.ts';
import { parseProjection, projected } from '../expressions/projection.ts';
import { checkKey } from '../keys.ts';
import { invalid } from '../service-error.ts';
import type { Item } from '../values/attribute-value.ts';
import { readItem } from '../values/read-item.ts';
import { sizeOf } from '../values/size-of.ts';
import { capacityInput, readInput } from './read-input.ts';

const keysOfTable = z.strictObject({
  Keys: z.array(z.record(z.string(), z.unknown())).min(1),
  ConsistentRead: z.boolean().optional(),
  ProjectionExpression: z.string().optional(),
  ExpressionAttributeNames: z.record(z.string(), z.string()).optional(),
});
const schema = z.strictObject({ RequestItems: z.record(z.string(), keysOfTable), ...capacityInput });
type KeysOfTable = z.infer<typeof keysOfTable>;

const mostKeys = 100;
const mostBytes = 16 * 1024 * 1024;

/** Items of several tables; what comes after 16 MB stays unprocessed. */
export function batchGetItem(database: Database, input: unknown): object {
  const { RequestItems, ReturnConsumedCapacity } = readInput('BatchGetItem', schema, input);
  const asked = Object.entries(RequestItems);
  const count = asked.reduce((sum, [, { Keys }]) => sum + Keys.length, 0);
  if (count === 0) throw invalid('The batch get request has no keys');
  if (count > mostKeys) throw invalid('Too many items requested for the BatchGetItem call');
  const room = { bytes: mostBytes };
  const answers = asked.map(([name, keys]) => ({ name, keys, ...readTable(database, name, keys, room) }));
  const left = answers.filter(({ unread }) => unread.length > 0);
  const ConsumedCapacity = answers.flatMap(({ name, units }) => readCapacity(tableOf(database, name), ReturnConsumedCapacity, units) ?? []);
  return {
    // DynamoDB promises no order, so nobody is to find the one that was asked for.
    Responses: Object.fromEntries(answers.map(({ name, items }) => [name, items.reverse()])),
    UnprocessedKeys: Object.fromEntries(left.map(({ name, keys, unread }) => [name, { ...keys, Keys: unread }])),
    ...(ConsumedCapacity.length > 0 && { ConsumedCapacity }),
  };
}

function readTable(database: Database, name: string, asked: KeysOfTable, room: { bytes: number }) {
  const table = tableOf(database, name);
  const { definition } = table;
  const kept = table.itemsSeen(asked.ConsistentRead ? 0 : database.lagOf(definition.name, undefined));
  const placeholders = placeholdersOf({ ExpressionAttributeNames: asked.ExpressionAttributeNames });
  const paths = asked.ProjectionExpression === undefined ? undefined : parseProjection(asked.ProjectionExpression, placeholders);
  placeholders.refuseUnused();
  const keys = asked.Keys.map((key) => checkKey(readItem(key), definition));
  if (new Set(keys.map((key) => JSON.stringify(Object.entries(key).sort()))).size < keys.length)
    throw invalid('Provided list of item keys contains duplicates');
  const [items, unread]: [Item[], Item[]] = [[], []];
  let units = 0;
  for (const key of keys) {
    const item = kept.get(key);
    const bytes = item ? sizeOf(item) : 0;
    room.bytes -= bytes;
    if (room.bytes < 0) unread.push(key);
    else {
      units += readUnits(bytes, asked.ConsistentRead ?? false);
      if (item) items.push(paths ? projected(item, paths) : item);
    }
  }
  return { items, unread, units };
}

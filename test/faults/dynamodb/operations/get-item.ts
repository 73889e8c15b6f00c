import * as z from 'zod';
import { readCapacity, readUnits } from '../capacity.ts';
import { type Database, tableOf } from '../database.ts';
import { placeholdersOf } from '../expressions/placeholders.ts';
import { parseProjection, projected } from '../expressions/projection.ts';
import { checkKey } from '../keys.ts';
import { readItem } from '../values/read-item.ts';
import { sizeOf } from '../values/size-of.ts';
import { capacityInput, readInput } from './read-input.ts';

const schema = z.strictObject({
  TableName: z.string(),
  Key: z.record(z.string(), z.unknown()),
  ConsistentRead: z.boolean().optional(),
  ProjectionExpression: z.string().optional(),
  ExpressionAttributeNames: z.record(z.string(), z.string()).optional(),
  ...capacityInput,
});

export function getItem(database: Database, input: unknown): object {
  const read = readInput('GetItem', schema, input);
  const table = tableOf(database, read.TableName);
  const placeholders = placeholdersOf({ ExpressionAttributeNames: read.ExpressionAttributeNames });
  const paths = read.ProjectionExpression === undefined ? undefined : parseProjection(read.ProjectionExpression, placeholders);
  placeholders.refuseUnused();
  const lag = read.ConsistentRead ? 0 : database.lagOf(table.definition.name, undefined);
  const item = table.itemsSeen(lag).get(checkKey(readItem(read.Key), table.definition));
  const units = readUnits(item ? sizeOf(item) : 0, read.ConsistentRead ?? false);
  const ConsumedCapacity = readCapacity(table, read.ReturnConsumedCapacity, units);
  return { ...(item && { Item: paths ? projected(item, paths) : item }), ...(ConsumedCapacity && { ConsumedCapacity }) };
}

import * as z from 'zod';
import { writeCapacity } from '../capacity.ts';
import type { Database } from '../database.ts';
import { invalid } from '../service-error.ts';
import { capacityInput, readInput } from './read-input.ts';
import { planDelete, planPut, type WritePlan } from './write-plan.ts';

const attributes = z.record(z.string(), z.unknown());
const request = z.union([
  z.strictObject({ PutRequest: z.strictObject({ Item: attributes }) }),
  z.strictObject({ DeleteRequest: z.strictObject({ Key: attributes }) }),
]);
const schema = z.strictObject({ RequestItems: z.record(z.string(), z.array(request).min(1)), ...capacityInput });

const mostRequests = 25;

/** Puts and deletes of several tables, each for itself. Nothing is ever left unprocessed here; whoever simulates that asks for less. */
export function batchWriteItem(database: Database, input: unknown): object {
  const { RequestItems, ReturnConsumedCapacity } = readInput('BatchWriteItem', schema, input);
  const plans = Object.entries(RequestItems).flatMap(([name, requests]) => requests.map((one) => planOf(database, name, one)));
  if (plans.length === 0) throw invalid('The batch write request list for a table cannot be null or empty');
  if (plans.length > mostRequests) throw invalid('Too many items requested for the BatchWriteItem call');
  const places = new Set(plans.map(({ table, key }) => `${table.definition.name} ${JSON.stringify(key)}`));
  if (places.size < plans.length) throw invalid('Provided list of item keys contains duplicates');
  const atMs = database.now();
  const outcomes = plans.map(({ table, outcome }) => ({ table, ...outcome() }));
  for (const { table, before, after } of outcomes) table.write(before, after, atMs);
  const byTable = Map.groupBy(outcomes, ({ table }) => table);
  const ConsumedCapacity = [...byTable].flatMap(([table, writes]) => writeCapacity(table, ReturnConsumedCapacity, writes) ?? []);
  return { UnprocessedItems: {}, ...(ConsumedCapacity.length > 0 && { ConsumedCapacity }) };
}

function planOf(database: Database, TableName: string, one: z.infer<typeof request>): WritePlan {
  return 'PutRequest' in one
    ? planPut(database, { TableName, ...one.PutRequest })
    : planDelete(database, { TableName, ...one.DeleteRequest });
}

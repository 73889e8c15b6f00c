import { BatchGetItemCommand } from '@aws-sdk/client-dynamodb';
import type { Item } from './call-item.ts';
import type { Table } from './client.ts';
import { pause } from './pause.ts';

/** The most keys that one `BatchGetItem` takes. */
const mostKeys = 100;
const mostTries = 6;

/**
 * Items by their keys, in no order; those that are not there are missing. As they are now, at twice the price, where `consistent` asks for it.
 * @throws Error where DynamoDB leaves keys unread again and again: the table is throttled.
 */
export async function batchGet(table: Table, keys: readonly Item[], consistent = false): Promise<Item[]> {
  const batches = Array.from({ length: Math.ceil(keys.length / mostKeys) }, (_, index) =>
    keys.slice(index * mostKeys, (index + 1) * mostKeys),
  );
  return (await Promise.all(batches.map((batch) => wholeBatch(table, batch, consistent)))).flat();
}

async function wholeBatch({ client, table }: Table, keys: readonly Item[], ConsistentRead: boolean): Promise<Item[]> {
  const found: Item[] = [];
  let left = [...keys];
  for (let tries = 0; tries < mostTries; tries++) {
    if (tries > 0) await pause(25 * 2 ** tries * (0.5 + Math.random() / 2));
    const RequestItems = { [table]: { Keys: left, ConsistentRead } };
    const { Responses, UnprocessedKeys } = await client.send(new BatchGetItemCommand({ RequestItems }));
    found.push(...(Responses?.[table] ?? []));
    left = UnprocessedKeys?.[table]?.Keys ?? [];
    if (left.length === 0) return found;
  }
  throw new Error(
    `Cannot read ${left.length} of ${keys.length} items of ${table}: DynamoDB left them unread ${mostTries} times. Try again later`,
  );
}

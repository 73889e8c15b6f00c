import { paginateQuery, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import type { Documents } from './client.ts';

/** Every item that a query finds, however many pages that takes. */
export async function queryAll(
  { documents, table }: Documents,
  query: Omit<QueryCommandInput, 'TableName'>,
): Promise<Record<string, unknown>[]> {
  const items: Record<string, unknown>[] = [];
  for await (const { Items } of paginateQuery({ client: documents }, { TableName: table, ...query })) items.push(...(Items ?? []));
  return items;
}

import { randomUUID } from 'node:crypto';
import { CreateTableCommand, type CreateTableCommandInput, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type TableShape, tables } from '../../../shared/store/keys.ts';

export type TableName = keyof typeof tables;
const tableNames = Object.keys(tables) as TableName[]; // Object.keys forgets its keys

/** Makes one table of each shape, as the template would, and gives their names; they differ each time. */
export async function createTables(client: DynamoDBClient): Promise<Record<TableName, string>> {
  const run = randomUUID().slice(0, 8);
  const entries = tableNames.map((name) => [name, `${name}-${run}`] as const);
  await Promise.all(entries.map(([name, table]) => createTable(client, table, tables[name])));
  return Object.fromEntries(entries) as Record<TableName, string>; // Object.fromEntries forgets its keys
}

async function createTable(client: DynamoDBClient, table: string, shape: TableShape): Promise<void> {
  const keys = ['pk', ...(shape.sortKey ? ['sk'] : [])];
  const names = new Set([...keys, ...shape.indexes.flatMap(({ partition, sort }) => [partition, sort])]);
  const indexes = shape.indexes.map(({ name, partition, sort, projects }) => ({
    IndexName: name,
    KeySchema: keySchema([partition, sort]),
    Projection:
      projects === 'all' ? { ProjectionType: 'ALL' as const } : { ProjectionType: 'INCLUDE' as const, NonKeyAttributes: [...projects] },
  }));
  await client.send(
    new CreateTableCommand({
      TableName: table,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: keySchema(keys),
      AttributeDefinitions: [...names].map((name) => ({ AttributeName: name, AttributeType: 'S' as const })),
      ...(indexes.length > 0 && { GlobalSecondaryIndexes: indexes }),
    }),
  );
}

function keySchema([partition, sort]: string[]): CreateTableCommandInput['KeySchema'] {
  return [
    { AttributeName: partition, KeyType: 'HASH' },
    ...(sort === undefined ? [] : [{ AttributeName: sort, KeyType: 'RANGE' as const }]),
  ];
}

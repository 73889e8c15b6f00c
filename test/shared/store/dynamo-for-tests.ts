import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { startDynamoDbLocal } from '../../../local/parts/dynamodb-local.ts';
import { dynamoClient, type Table } from '../../../shared/store/client.ts';
import { createTables, type TableName } from './tables.ts';

export type DynamoForTests = { client: DynamoDBClient; url: string; of: (table: TableName) => Table; stop: () => Promise<void> };

/** DynamoDB Local with all tables, empty; whoever starts it stops it. */
export async function startDynamoForTests(): Promise<DynamoForTests> {
  const part = await startDynamoDbLocal({ folder: 'memory' });
  const client = clientFor(part.url);
  const names = await createTables(client);
  const stop = async () => {
    client.destroy();
    await part.stop();
  };
  return { client, url: part.url, of: (table) => ({ client, table: names[table] }), stop };
}

/** A client of a DynamoDB on this machine; patient, as a busy machine is no reason for a test to fail. */
export function clientFor(endpoint: string): DynamoDBClient {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  return dynamoClient({ endpoint, region: 'eu-west-1', credentials, requestHandler: { requestTimeout: 20_000 } });
}

import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** A table, and the client that reaches it. */
export type Table = { client: DynamoDBClient; table: string };

/** A table, and the client that reaches it with plain values instead of wire attributes. */
export type Documents = { documents: DynamoDBDocumentClient; table: string };

/**
 * The client of a function: three tries within 5 s, the time that a webhook has. A write whose answer got lost is tried again and may then
 * say `conflict` about itself; whoever reads again finds it done.
 */
export function dynamoClient(config: DynamoDBClientConfig = {}): DynamoDBClient {
  const client = new DynamoDBClient({
    retryMode: 'standard',
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 500, requestTimeout: 1500, throwOnRequestTimeout: true },
    ...config,
  });
  // It copies everything that is sent and answered for a log that nobody keeps.
  client.middlewareStack.remove('loggerMiddleware');
  return client;
}

/** The same table with plain values; costs four times the decoding, so not for the rollup. */
export function documentsOf({ client, table }: Table): Documents {
  return { documents: DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } }), table };
}

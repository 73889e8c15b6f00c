import { startDynamoDbLocal } from '../../../local/parts/dynamodb-local.ts';
import { createStreamClient, type StreamRecord } from '../../../local/sources/stream-client.ts';
import type { Request } from './generated/requests.ts';
import { inProcessDynamoDb } from './in-process-dynamodb.ts';

/** Something that answers requests as DynamoDB does. */
export type Engine = {
  ask: (request: Request) => Promise<{ status: number; body: unknown }>;
  /** Every change of a table so far. */
  changes: (table: string) => Promise<{ eventName?: unknown; dynamodb: object }[]>;
  stop: () => Promise<void>;
};

/** DynamoDB Local, asked without an SDK. */
export async function dynamoDbLocal(): Promise<Engine> {
  const { url, stop } = await startDynamoDbLocal({ folder: 'memory' });
  const authorization = 'AWS4-HMAC-SHA256 Credential=test/20260101/eu-west-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0';
  return {
    ask: async ({ operation, input }) => {
      const headers = { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': `DynamoDB_20120810.${operation}`, authorization };
      const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(input) });
      return { status: response.status, body: await response.json() };
    },
    changes: (table) => changesIn(url, table),
    stop,
  };
}

export function inProcess(): Engine {
  const { handle, streamOf } = inProcessDynamoDb({ tables: [], now: Date.now });
  return {
    ask: async ({ operation, input }) => handle(operation, input),
    changes: async (table) => streamOf(table).records(undefined, Number.MAX_SAFE_INTEGER),
    stop: async () => {},
  };
}

async function changesIn(url: string, table: string): Promise<StreamRecord[]> {
  const client = createStreamClient(url);
  const arn = await client.streamOf(table);
  const found: StreamRecord[] = [];
  for (const { ShardId } of await client.shardsOf(arn)) {
    let iterator: string | undefined = await client.iteratorOf(arn, ShardId, { ShardIteratorType: 'TRIM_HORIZON' });
    while (iterator !== undefined) {
      const { records, next } = await client.read(iterator, 1000);
      found.push(...records);
      iterator = records.length === 0 ? undefined : next;
    }
  }
  return found;
}

import { randomUUID } from 'node:crypto';
import { createStreamClient, type StreamClient } from '../../../../local/sources/stream-client.ts';
import type { TableWiring } from '../../../../local/wiring.ts';
import type { Item } from '../simulation.ts';
import type { ChangeRecord, TableAnswer, Tables } from './tables.ts';

/** The tables in DynamoDB Local at `url`, under names of their own that no other simulation there has; `close` removes them. */
export async function localTables(url: string, tables: TableWiring[], now: () => number): Promise<Tables> {
  const prefix = `s${randomUUID().slice(0, 8)}-`;
  const streams = createStreamClient(url);
  const renamed = (text: string, from: string, to: string): string =>
    tables.reduce((all, { name }) => all.replaceAll(`"${from}${name}"`, `"${to}${name}"`), text);

  async function handle(operation: string, input: unknown): Promise<TableAnswer> {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': `DynamoDB_20120810.${operation}`,
        authorization: 'AWS4-HMAC-SHA256 Credential=simulation/20200101/local/dynamodb/aws4_request, SignedHeaders=host, Signature=none',
      },
      body: renamed(JSON.stringify(input), '', prefix),
    });
    return { status: response.status, body: JSON.parse(renamed(await response.text(), prefix, '')) };
  }

  for (const { name, definition } of tables) {
    const { status, body } = await handle('CreateTable', { TableName: name, ...definition });
    if (status !== 200) throw new Error(`Cannot make the table ${name} in DynamoDB Local: ${JSON.stringify(body)}`);
  }
  const streamArns = new Map<string, string>();

  return {
    handle,
    async changes(table, after) {
      const arn = streamArns.get(table) ?? (await streams.streamOf(`${prefix}${table}`));
      streamArns.set(table, arn);
      const changes = await changesOf(streams, arn, after);
      // DynamoDB Local is in real time.
      const ApproximateCreationDateTime = Math.floor(now() / 1_000);
      return changes.map((record) => ({ ...record, dynamodb: { ...record.dynamodb, ApproximateCreationDateTime } }));
    },
    async items(table) {
      const items: Item[] = [];
      for (let start: unknown; ; ) {
        const { body } = await handle('Scan', {
          TableName: table,
          ConsistentRead: true,
          ...(start !== undefined && { ExclusiveStartKey: start }),
        });
        const page = body as { Items: Item[]; LastEvaluatedKey?: unknown }; // as DynamoDB answers a scan
        items.push(...page.Items);
        start = page.LastEvaluatedKey;
        if (start === undefined) return items;
      }
    },
    async close() {
      for (const { name } of tables) await handle('DeleteTable', { TableName: name });
    },
  };
}

/** All shards one after the other; a new table has one, and its sequence numbers only grow. */
async function changesOf(streams: StreamClient, streamArn: string, after: string | undefined): Promise<ChangeRecord[]> {
  const changes: ChangeRecord[] = [];
  for (const { ShardId } of await streams.shardsOf(streamArn)) {
    let iterator: string | undefined = await streams.iteratorOf(streamArn, ShardId, { ShardIteratorType: 'TRIM_HORIZON' });
    while (iterator !== undefined) {
      const { records, next }: Awaited<ReturnType<StreamClient['read']>> = await streams.read(iterator, 1_000);
      changes.push(...records);
      iterator = records.length > 0 ? next : undefined;
    }
  }
  return changes.filter(({ dynamodb }) => after === undefined || BigInt(dynamodb.SequenceNumber) > BigInt(after));
}

import { ConditionalCheckFailedException, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { RecordedCall } from '../domain/call.ts';
import { defaultSettings } from '../domain/workspace.ts';
import { allAtOnce } from './all-at-once.ts';
import { allOf } from './all-of.ts';
import { batchGet } from './batch-get.ts';
import { callOfItem, itemOfCall } from './call-item.ts';
import type { CallStore } from './call-store.ts';
import type { Table } from './client.ts';
import { callKeys, timelineShards } from './keys.ts';
import { listCalls } from './list-calls.ts';
import { leadPages, timelinePages } from './timeline.ts';

/** Calls in DynamoDB. */
export function dynamoCallStore(table: Table): CallStore {
  const liveReports = (workspace: string) => allOf(timelinePages(table, { partition: callKeys.live(workspace) }));
  const getMany = (workspace: string, ids: readonly string[]) => callsById(table, workspace, ids);
  return {
    get: (workspace, id, options) => getCall(table, { workspace, id, consistent: options?.consistent ?? false }),
    getMany,
    save: (call, options) => saveCall(table, call, options?.retentionDays ?? defaultSettings.retentionDays),
    live: async (workspace) => {
      const ids = (await liveReports(workspace)).map(({ id }) => id);
      return (await getMany(workspace, ids)).filter(({ call }) => !call.ended);
    },
    liveReports,
    onDay: (workspace, day) => {
      const shards = Array.from({ length: timelineShards }, (_, shard) => callKeys.day(workspace, day, shard));
      return allAtOnce(shards.map((partition) => timelinePages(table, { partition })));
    },
    list: async (question) => {
      const { items, next } = await listCalls(table, question);
      const ids = items.map(({ id }) => id);
      return { items: await getMany(question.workspace, ids), next };
    },
    ofLead: (workspace, leadId) => allOf(leadPages(table, callKeys.ofLead(workspace, leadId))),
  };
}

type One = { workspace: string; id: string; consistent: boolean };

async function getCall({ client, table }: Table, { workspace, id, consistent }: One): Promise<RecordedCall | undefined> {
  const Key = { pk: { S: callKeys.call(workspace, id).pk } };
  const { Item } = await client.send(new GetItemCommand({ TableName: table, Key, ConsistentRead: consistent }));
  return Item && callOfItem(Item);
}

/** In the order of the ids. */
async function callsById(table: Table, workspace: string, ids: readonly string[]): Promise<RecordedCall[]> {
  const distinct = [...new Set(ids)];
  const items = await batchGet(
    table,
    distinct.map((id) => ({ pk: { S: callKeys.call(workspace, id).pk } })),
  );
  const found = new Map(items.map(callOfItem).map((call) => [call.id, call]));
  return distinct.map((id) => found.get(id)).filter((call) => call !== undefined);
}

async function saveCall({ client, table }: Table, call: RecordedCall, retentionDays: number): Promise<'saved' | 'conflict'> {
  const condition =
    call.version === 1
      ? { ConditionExpression: 'attribute_not_exists(pk)' }
      : { ConditionExpression: 'v = :before', ExpressionAttributeValues: { ':before': { N: String(call.version - 1) } } };
  try {
    await client.send(new PutItemCommand({ TableName: table, Item: itemOfCall(call, retentionDays), ...condition }));
    return 'saved';
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return 'conflict';
    throw error;
  }
}

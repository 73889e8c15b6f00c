import { ConditionalCheckFailedException, GetItemCommand, PutItemCommand, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import type { RecordedCall } from '../domain/call.ts';
import { defaultSettings } from '../domain/workspace.ts';
import { allAtOnce } from './all-at-once.ts';
import { allOf } from './all-of.ts';
import { batchGet } from './batch-get.ts';
import { callOfItem, itemOfCall, itemOfMerged, mergedInto } from './call-item.ts';
import type { CallStore } from './call-store.ts';
import type { Table } from './client.ts';
import { callKeys, timelineShards } from './keys.ts';
import { listCalls } from './list-calls.ts';
import { refusedActions } from './refused-actions.ts';
import { leadPages, timelinePages } from './timeline.ts';

/** Calls in DynamoDB. */
export function dynamoCallStore(table: Table): CallStore {
  const liveReports = (workspace: string) => allOf(timelinePages(table, { partition: callKeys.live(workspace) }));
  const getMany: CallStore['getMany'] = (workspace, ids, options) => callsById(table, { workspace, ids, consistent: options?.consistent });
  return {
    get: (workspace, id, options) => getCall(table, { workspace, id, consistent: options?.consistent ?? false }),
    getMany,
    save: (call, options) => saveCall(table, call, options?.retentionDays ?? defaultSettings.retentionDays),
    merge: (call, merged, options) => mergeCall(table, call, merged, options?.retentionDays ?? defaultSettings.retentionDays),
    live: async (workspace) => {
      const ids = (await liveReports(workspace)).map(({ id }) => id);
      return (await getMany(workspace, ids)).filter(({ call }) => !call.ended);
    },
    liveReports,
    onDay: (workspace, day, between) => {
      const shards = Array.from({ length: timelineShards }, (_, shard) => callKeys.day(workspace, day, shard));
      return allAtOnce(shards.map((partition) => timelinePages(table, { partition, between })));
    },
    list: async (question) => {
      const { items, next } = await listCalls(table, question);
      const ids = items.map(({ id }) => id);
      return { items: await getMany(question.workspace, ids), next };
    },
    ofLead: async (workspace, leadId) => {
      const all = await allOf(leadPages(table, callKeys.ofLead(workspace, leadId)));
      return all.filter(({ ended }) => ended);
    },
    nearOnLead: (workspace, leadId, span) => allOf(leadPages(table, callKeys.ofLead(workspace, leadId), span)),
  };
}

type One = { workspace: string; id: string; consistent: boolean };

async function getCall(kept: Table, { workspace, id, consistent }: One): Promise<RecordedCall | undefined> {
  const { client, table } = kept;
  const Key = { pk: { S: callKeys.call(workspace, id).pk } };
  const { Item } = await client.send(new GetItemCommand({ TableName: table, Key, ConsistentRead: consistent }));
  const into = Item && mergedInto(Item);
  if (into !== undefined) return getCall(kept, { workspace, id: into, consistent });
  return Item && callOfItem(Item);
}

type Many = { workspace: string; ids: readonly string[]; consistent: boolean | undefined };

/** In the order of the ids. */
async function callsById(table: Table, { workspace, ids, consistent }: Many): Promise<RecordedCall[]> {
  const distinct = [...new Set(ids)];
  const items = await batchGet(
    table,
    distinct.map((id) => ({ pk: { S: callKeys.call(workspace, id).pk } })),
    consistent,
  );
  const calls = items.filter((item) => mergedInto(item) === undefined).map(callOfItem);
  const found = new Map(calls.map((call) => [call.id, call]));
  return distinct.map((id) => found.get(id)).filter((call) => call !== undefined);
}

/** On condition that it is at this version; 0: that it is not there. */
function stillAt(version: number) {
  return version === 0
    ? { ConditionExpression: 'attribute_not_exists(pk)' }
    : { ConditionExpression: 'v = :before', ExpressionAttributeValues: { ':before': { N: String(version) } } };
}

async function saveCall({ client, table }: Table, call: RecordedCall, retentionDays: number): Promise<'saved' | 'conflict'> {
  const condition = stillAt(call.version - 1);
  try {
    await client.send(new PutItemCommand({ TableName: table, Item: itemOfCall(call, retentionDays), ...condition }));
    return 'saved';
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return 'conflict';
    throw error;
  }
}

type Merged = { id: string; version: number };

async function mergeCall(
  { client, table }: Table,
  call: RecordedCall,
  merged: Merged,
  retentionDays: number,
): Promise<'saved' | 'conflict'> {
  const puts = [
    { TableName: table, Item: itemOfCall(call, retentionDays), ...stillAt(call.version - 1) },
    { TableName: table, Item: itemOfMerged(merged, call, retentionDays), ...stillAt(merged.version) },
  ];
  try {
    await client.send(new TransactWriteItemsCommand({ TransactItems: puts.map((Put) => ({ Put })) }));
    return 'saved';
  } catch (error) {
    refusedActions(error); // throws what is no refusal
    return 'conflict';
  }
}

import { unmarshall } from '@aws-sdk/util-dynamodb';
import { itemOfCall, itemOfMerged } from './call-item.ts';
import type { CallLog, LoggedCall } from './call-log.ts';
import type { CallStore } from './call-store.ts';
import { documentsOf, type Table } from './client.ts';
import { dynamoCallStore } from './dynamo-call-store.ts';
import type { LeadWrite } from './lead-writes.ts';
import { saveLead } from './save-lead.ts';

/** Calls and leads in DynamoDB, written together. */
export function dynamoCallLog({
  client,
  callsTable,
  leadsTable,
}: Pick<Table, 'client'> & { callsTable: string; leadsTable: string }): CallLog {
  const calls = dynamoCallStore({ client, table: callsTable });
  const leads = documentsOf({ client, table: leadsTable });
  return {
    save: async (logged) => {
      if (!logged.lead) return saveAlone(calls, logged);
      const saved = await saveLead(leads, logged.lead, [callWrite(callsTable, logged), ...placeWrites(callsTable, logged)]);
      return saved === 'saved' ? 'saved' : 'conflict';
    },
  };
}

function saveAlone(calls: CallStore, { call, retentionDays, ownId }: LoggedCall): Promise<'saved' | 'conflict'> {
  return ownId === undefined ? calls.save(call, { retentionDays }) : calls.merge(call, { id: ownId, version: 0 }, { retentionDays });
}

function placeWrites(table: string, { call, retentionDays, ownId }: LoggedCall): LeadWrite[] {
  if (ownId === undefined) return [];
  const Item = unmarshall(itemOfMerged({ id: ownId, version: 0 }, call, retentionDays));
  return [{ refusal: 'conflict', Put: { TableName: table, Item, ConditionExpression: 'attribute_not_exists(pk)' } }];
}

function callWrite(table: string, { call, retentionDays }: LoggedCall): LeadWrite {
  const condition =
    call.version === 1
      ? { ConditionExpression: 'attribute_not_exists(pk)' }
      : { ConditionExpression: 'v = :before', ExpressionAttributeValues: { ':before': call.version - 1 } };
  return { refusal: 'conflict', Put: { TableName: table, Item: unmarshall(itemOfCall(call, retentionDays)), ...condition } };
}

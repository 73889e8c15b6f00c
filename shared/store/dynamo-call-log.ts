import { unmarshall } from '@aws-sdk/util-dynamodb';
import { itemOfCall } from './call-item.ts';
import type { CallLog, LoggedCall } from './call-log.ts';
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
      if (!logged.lead) return calls.save(logged.call, { retentionDays: logged.retentionDays });
      const saved = await saveLead(leads, logged.lead, [callWrite(callsTable, logged)]);
      return saved === 'saved' ? 'saved' : 'conflict';
    },
  };
}

function callWrite(table: string, { call, retentionDays }: LoggedCall): LeadWrite {
  const condition =
    call.version === 1
      ? { ConditionExpression: 'attribute_not_exists(pk)' }
      : { ConditionExpression: 'v = :before', ExpressionAttributeValues: { ':before': call.version - 1 } };
  return { refusal: 'conflict', Put: { TableName: table, Item: unmarshall(itemOfCall(call, retentionDays)), ...condition } };
}

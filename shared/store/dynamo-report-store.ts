import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { documentsOf, type Table } from './client.ts';
import { keptDay, keptDirtyDay } from './kept-day.ts';
import { reportKeys } from './keys.ts';
import { queryAll } from './query-all.ts';
import { reportRows } from './report-rows.ts';
import type { DirtyDay, ReportStore } from './report-store.ts';
import { saveDay } from './save-day.ts';

/** Report rows, days and their marks in DynamoDB. What a recomputation reads of its own day is strongly consistent. */
export function dynamoReportStore(kept: Table): ReportStore {
  const here = documentsOf(kept);
  const { documents, table } = here;

  async function clearMark({ workspace, day, mark }: DirtyDay): Promise<boolean> {
    const condition = { ConditionExpression: 'mark = :mark', ExpressionAttributeValues: { ':mark': mark } };
    try {
      await documents.send(new DeleteCommand({ TableName: table, Key: reportKeys.dirty(workspace, day), ...condition }));
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  }

  return {
    markDirty: async (dirty) => {
      const Item = { ...reportKeys.dirty(dirty.workspace, dirty.day), ...keptDirtyDay.parse(dirty) };
      await documents.send(new PutCommand({ TableName: table, Item }));
    },
    dirtyDays: async (workspace) => {
      const items = await queryAll(here, {
        KeyConditionExpression: workspace === undefined ? 'pk = :dirty' : 'pk = :dirty AND begins_with(sk, :workspace)',
        ExpressionAttributeValues: {
          ':dirty': reportKeys.dirtyDays,
          ...(workspace !== undefined && { ':workspace': reportKeys.dirty(workspace, '').sk }),
        },
        ConsistentRead: true,
      });
      return items.map((item) => keptDirtyDay.parse(item));
    },
    clearMark,
    beginDay: async (workspace, day) => {
      const { Attributes } = await documents.send(
        new UpdateCommand({
          TableName: table,
          Key: reportKeys.day(workspace, day),
          UpdateExpression: 'ADD generation :one',
          ExpressionAttributeValues: { ':one': 1 },
          ReturnValues: 'UPDATED_NEW',
        }),
      );
      return keptDay.parse(Attributes).generation;
    },
    rows: (workspace, family, from, to) => reportRows(kept, { workspace, family, from, to }),
    rowsOfDay: async (workspace, day) => {
      const key = reportKeys.day(workspace, day);
      const { Item } = await documents.send(new GetCommand({ TableName: table, Key: key, ConsistentRead: true }));
      const families = Item ? [...keptDay.parse(Item).families].sort() : [];
      const rows = families.map((family) => reportRows(kept, { workspace, family, from: day, to: day, consistent: true }));
      return (await Promise.all(rows)).flat();
    },
    saveDay: (day) => saveDay(here, day),
    summaries: async (workspace, from, to) => {
      const items = await queryAll(here, {
        KeyConditionExpression: 'pk = :days AND sk BETWEEN :from AND :to',
        ExpressionAttributeValues: { ':days': reportKeys.days(workspace), ':from': from, ':to': to },
        ConsistentRead: true,
      });
      return items.flatMap((item) => keptDay.parse(item).summary ?? []);
    },
  };
}

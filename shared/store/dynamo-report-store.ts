import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Day } from '../domain/instant.ts';
import { documentsOf, type Table } from './client.ts';
import { keptDay, keptDirtyDay, summaryOf } from './kept-day.ts';
import { reportKeys } from './keys.ts';
import { listRestatements } from './list-restatements.ts';
import { markDirty } from './mark-dirty.ts';
import { queryAll } from './query-all.ts';
import { reportRows } from './report-rows.ts';
import type { DirtyDay, ReportStore } from './report-store.ts';
import { saveDay } from './save-day.ts';

/** Report rows, days and their marks in DynamoDB. */
export function dynamoReportStore(kept: Table): ReportStore {
  const here = documentsOf(kept);
  const { documents, table } = here;

  function clearMark({ workspace, day, mark }: DirtyDay): Promise<boolean> {
    const condition = { ConditionExpression: 'mark = :mark', ExpressionAttributeValues: { ':mark': mark } };
    return unlessRefused(documents.send(new DeleteCommand({ TableName: table, Key: reportKeys.dirty(workspace, day), ...condition })));
  }

  async function clearRebuild({ workspace, day, rebuildAskedAt }: DirtyDay): Promise<boolean> {
    if (rebuildAskedAt === undefined) return false;
    const condition = { ConditionExpression: 'rebuildAskedAt = :asked', ExpressionAttributeValues: { ':asked': rebuildAskedAt } };
    const change = { Key: reportKeys.dirty(workspace, day), UpdateExpression: 'REMOVE rebuildAskedAt', ...condition };
    return unlessRefused(documents.send(new UpdateCommand({ TableName: table, ...change })));
  }

  async function keptDays(workspace: string, from: Day, to: Day) {
    const items = await queryAll(here, {
      KeyConditionExpression: 'pk = :days AND sk BETWEEN :from AND :to',
      ExpressionAttributeValues: { ':days': reportKeys.days(workspace), ':from': from, ':to': to },
      ConsistentRead: true,
    });
    return items.map((item) => keptDay.parse(item));
  }

  return {
    markDirty: (dirty) => markDirty(here, dirty),
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
    clearRebuild,
    beginDay: async (workspace, day) => {
      const { Attributes } = await documents.send(
        new UpdateCommand({
          TableName: table,
          Key: reportKeys.day(workspace, day),
          UpdateExpression: 'ADD generation :one',
          ExpressionAttributeValues: { ':one': 1 },
          ReturnValues: 'ALL_NEW',
        }),
      );
      const { generation, families, summary, writing } = keptDay.parse(Attributes);
      return { generation, families: [...families].sort(), summary: summary && summaryOf(summary), isHalfWritten: writing !== undefined };
    },
    rows: (workspace, family, from, to) => reportRows(kept, { workspace, family, from, to }),
    rowsOfDay: async (workspace, day, families) => {
      const rows = families.map((family) => reportRows(kept, { workspace, family, from: day, to: day }));
      return (await Promise.all(rows)).flat();
    },
    saveDay: (day) => saveDay(here, day),
    summaries: async (workspace, from, to) => {
      const days = await keptDays(workspace, from, to);
      return days.flatMap(({ summary }) => (summary ? [summaryOf(summary)] : []));
    },
    states: async (workspace, from, to) => {
      const days = await keptDays(workspace, from, to);
      return days.map(({ sk = '', summary, writing }) => ({
        day: sk,
        summary: summary && summaryOf(summary),
        isHalfWritten: writing !== undefined,
      }));
    },
    restatements: (workspace, days, page) => listRestatements(here, { workspace, ...days, page }),
  };
}

/** Whether a conditional write went through. */
async function unlessRefused(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

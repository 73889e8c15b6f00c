import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { TransactWriteCommand, type TransactWriteCommandInput, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { ReportRow } from '../domain/report-row.ts';
import type { Documents } from './client.ts';
import { reportKeys } from './keys.ts';
import { packRow, rowHash } from './packed-row.ts';
import { pause } from './pause.ts';
import { refusedActions } from './refused-actions.ts';
import type { DaySummary } from './report-store.ts';

export type DayToSave = {
  workspace: string;
  day: string;
  generation: number;
  changed: readonly ReportRow[];
  gone: readonly ReportRow[];
  summary: DaySummary;
};
type Saved = 'saved' | 'superseded';
type Action = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** A transaction takes 100 actions; one of them holds the day's generation. */
const mostRows = 99;
const mostTries = 6;

/**
 * Writes the rows in as many transactions as they need. Each demands that no newer recomputation of the day has begun, so that an older one
 * can stop half-way but never overwrite; the summary is in the last, when all rows are there.
 */
export async function saveDay(to: Documents, day: DayToSave): Promise<Saved> {
  const rows = [...day.changed.map((row) => rowPut(to.table, day, row)), ...day.gone.map((row) => rowDelete(to.table, day, row))];
  if (rows.length === 0) return saveSummary(to, day);
  for (let start = 0; start < rows.length; start += mostRows) {
    const isLast = start + mostRows >= rows.length;
    const guard = { Update: dayUpdate(to.table, day, { withSummary: isLast }) };
    if ((await writeUndisturbed(to, [guard, ...rows.slice(start, start + mostRows)])) === 'superseded') return 'superseded';
  }
  return 'saved';
}

function keyOf({ workspace, day }: DayToSave, { family, dimensions }: ReportRow) {
  return reportKeys.row({ workspace, family, day, hash: rowHash(dimensions) });
}

function rowPut(table: string, day: DayToSave, row: ReportRow): Action {
  return { Put: { TableName: table, Item: { ...keyOf(day, row), r: packRow(row) } } };
}

function rowDelete(table: string, day: DayToSave, row: ReportRow): Action {
  return { Delete: { TableName: table, Key: keyOf(day, row) } };
}

function dayUpdate(table: string, { workspace, day, generation, changed, summary }: DayToSave, { withSummary }: { withSummary: boolean }) {
  const families = new Set(changed.map(({ family }) => family));
  const set = `SET generation = :generation${withSummary ? ', summary = :summary' : ''}`;
  return {
    TableName: table,
    Key: reportKeys.day(workspace, day),
    UpdateExpression: families.size > 0 ? `${set} ADD families :families` : set,
    ConditionExpression: 'generation = :generation',
    ExpressionAttributeValues: {
      ':generation': generation,
      ...(withSummary && { ':summary': summary }),
      ...(families.size > 0 && { ':families': families }),
    },
  };
}

async function saveSummary({ documents, table }: Documents, day: DayToSave): Promise<Saved> {
  try {
    await documents.send(new UpdateCommand(dayUpdate(table, day, { withSummary: true })));
    return 'saved';
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return 'superseded';
    throw error;
  }
}

/** Another recomputation that begins at this moment disturbs a transaction; then its generation stops the next try. */
async function writeUndisturbed({ documents }: Documents, actions: Action[]): Promise<Saved> {
  for (let tries = 1; ; tries++) {
    try {
      await documents.send(new TransactWriteCommand({ TransactItems: actions }));
      return 'saved';
    } catch (error) {
      if (refusedActions(error).failed.length > 0) return 'superseded';
      if (tries === mostTries) throw error;
      await pause(20 * 2 ** tries * (0.5 + Math.random() / 2));
    }
  }
}

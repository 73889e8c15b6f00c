import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { TransactWriteCommand, type TransactWriteCommandInput, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { ReportRow } from '../domain/report-row.ts';
import type { Documents } from './client.ts';
import { keptRestatement, keptSummaryOf } from './kept-day.ts';
import { reportKeys } from './keys.ts';
import { packRow, rowHash } from './packed-row.ts';
import { pause } from './pause.ts';
import { refusedActions } from './refused-actions.ts';
import type { DayToSave } from './report-store.ts';

type Saved = 'saved' | 'superseded';
type Action = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** A transaction takes 100 actions; one of them holds the day's generation, and one may be a restatement. */
const mostRows = 98;
const mostTries = 6;

/**
 * Writes the rows in as many transactions as they need. Each demands that no newer recomputation of the day has begun, so that an older one
 * can stop half-way but never overwrite. The summary is in the last, when all rows are there, and a restatement with it; until then the day
 * says that it is half written.
 */
export async function saveDay(to: Documents, day: DayToSave): Promise<Saved> {
  const rows = [...day.changed.map((row) => rowPut(to.table, day, row)), ...day.gone.map((row) => rowDelete(to.table, day, row))];
  const restated = day.restatement ? [restatementPut(to.table, day, day.restatement)] : [];
  if (rows.length + restated.length === 0) return saveSummary(to, day);
  for (let start = 0; start === 0 || start < rows.length; start += mostRows) {
    const isLast = start + mostRows >= rows.length;
    const guard = { Update: dayUpdate(to.table, day, { isLast }) };
    const actions = [guard, ...rows.slice(start, start + mostRows), ...(isLast ? restated : [])];
    if ((await writeUndisturbed(to, actions)) === 'superseded') return 'superseded';
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

function restatementPut(table: string, { workspace }: DayToSave, restatement: NonNullable<DayToSave['restatement']>): Action {
  return { Put: { TableName: table, Item: { ...reportKeys.restatement(workspace, restatement), ...keptRestatement.parse(restatement) } } };
}

function dayUpdate(table: string, { workspace, day, generation, changed, summary }: DayToSave, { isLast }: { isLast: boolean }) {
  const families = new Set(changed.map(({ family }) => family));
  const change = isLast ? 'SET summary = :summary REMOVE writing' : 'SET writing = :generation';
  return {
    TableName: table,
    Key: reportKeys.day(workspace, day),
    UpdateExpression: families.size > 0 ? `${change} ADD families :families` : change,
    ConditionExpression: 'generation = :generation',
    ExpressionAttributeValues: {
      ':generation': generation,
      ...(isLast && { ':summary': keptSummaryOf(summary) }),
      ...(families.size > 0 && { ':families': families }),
    },
  };
}

async function saveSummary({ documents, table }: Documents, day: DayToSave): Promise<Saved> {
  try {
    await documents.send(new UpdateCommand(dayUpdate(table, day, { isLast: true })));
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

import { daysBetween } from '../domain/business-day.ts';
import type { Day } from '../domain/instant.ts';
import type { ReportRow } from '../domain/report-row.ts';
import type { Table } from './client.ts';
import { reportKeys } from './keys.ts';
import { unpackRow } from './packed-row.ts';
import { wirePages } from './wire-pages.ts';

export type Span = { workspace: string; family: string; from: Day; to: Day };

/**
 * All rows of a family between two days, both included: one query for each month that they touch, all at the same time.
 * Strongly consistent: a copy that lags behind could show some rows of a day as they were before and some as they are.
 */
export async function reportRows(table: Table, span: Span): Promise<ReportRow[]> {
  const months = [...new Set(daysBetween(span.from, span.to).map((day) => day.slice(0, 7)))];
  return (await Promise.all(months.map((month) => rowsOfMonth(table, span, month)))).flat();
}

async function rowsOfMonth({ client, table }: Table, { workspace, family, from, to }: Span, month: string): Promise<ReportRow[]> {
  const rows: ReportRow[] = [];
  const pages = wirePages(client, {
    TableName: table,
    KeyConditionExpression: 'pk = :month AND sk BETWEEN :from AND :to',
    // Every sort key of the last day is below its day with a `~`.
    ExpressionAttributeValues: { ':month': { S: reportKeys.rows(workspace, family, month) }, ':from': { S: from }, ':to': { S: `${to}~` } },
    ProjectionExpression: 'sk, r',
    ConsistentRead: true,
  });
  for await (const items of pages) {
    for (const { sk, r } of items) rows.push(unpackRow(r?.S ?? '', { family, day: (sk?.S ?? '').slice(0, 10) }));
  }
  return rows;
}

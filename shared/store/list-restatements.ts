import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import type { Day } from '../domain/instant.ts';
import type { Restatement } from '../domain/restatement.ts';
import type { Documents } from './client.ts';
import { placeOf } from './cursor.ts';
import { keptRestatement } from './kept-day.ts';
import { reportKeys } from './keys.ts';
import type { Page, PageRequest } from './page.ts';
import { pageOf } from './page-of.ts';

type Asked = { workspace: string; from: Day; to: Day; page: PageRequest };

/** Restatements of some days, the latest day first. */
export async function listRestatements({ documents, table }: Documents, { workspace, from, to, page }: Asked): Promise<Page<Restatement>> {
  const after = page.cursor === undefined ? undefined : placeOf(page.cursor, 1)[0];
  const found: Restatement[] = [];
  const query = {
    TableName: table,
    KeyConditionExpression: 'pk = :restatements AND sk BETWEEN :from AND :to',
    // Every sort key of the last day is below its day with a `~`.
    ExpressionAttributeValues: { ':restatements': reportKeys.restatements(workspace), ':from': from, ':to': `${to}~` },
    ...(after !== undefined && { ExclusiveStartKey: { pk: reportKeys.restatements(workspace), sk: after } }),
    ScanIndexForward: false,
  };
  for await (const { Items } of paginateQuery({ client: documents, pageSize: page.limit + 1 }, query)) {
    found.push(...(Items ?? []).map((item) => keptRestatement.parse(item)));
    if (found.length > page.limit) break;
  }
  return pageOf(found, page.limit, (restatement) => [reportKeys.restatement(workspace, restatement).sk]);
}

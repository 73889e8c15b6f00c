import type { QueryCommandInput } from '@aws-sdk/client-dynamodb';
import type { ReportCall } from '../domain/report-call.ts';
import type { Table } from './client.ts';
import { unpackReportCall } from './packed-report-call.ts';
import { wirePages } from './wire-pages.ts';

type Index = { name: 'timeline' | 'by-lead'; partition: 'tl' | 'ld'; sort: 'ts' | 'ls' };

const timeline: Index = { name: 'timeline', partition: 'tl', sort: 'ts' };
const byLead: Index = { name: 'by-lead', partition: 'ld', sort: 'ls' };

type Part = { partition: string; newestFirst?: boolean; before?: string | undefined; pageSize?: number };

/** Pages of one partition of the timeline, oldest first unless asked otherwise; only what starts before `before` (`startedAt#callId`). */
export function timelinePages(table: Table, part: Part): AsyncGenerator<ReportCall[]> {
  return pages(table, timeline, part);
}

/** Pages of a lead's ended calls, oldest first. */
export function leadPages(table: Table, partition: string): AsyncGenerator<ReportCall[]> {
  return pages(table, byLead, { partition });
}

async function* pages({ client, table }: Table, index: Index, part: Part): AsyncGenerator<ReportCall[]> {
  for await (const items of wirePages(client, queryOf(table, index, part))) {
    yield items.map((item) => unpackReportCall(item.r?.S ?? '', item[index.sort]?.S ?? ''));
  }
}

function queryOf(table: string, { name, partition, sort }: Index, part: Part): QueryCommandInput {
  const before = part.before;
  return {
    TableName: table,
    IndexName: name,
    KeyConditionExpression: before === undefined ? '#partition = :partition' : '#partition = :partition AND #sort < :before',
    ProjectionExpression: 'r, #sort',
    ExpressionAttributeNames: { '#partition': partition, '#sort': sort },
    ExpressionAttributeValues: { ':partition': { S: part.partition }, ...(before !== undefined && { ':before': { S: before } }) },
    ScanIndexForward: !part.newestFirst,
    ...(part.pageSize !== undefined && { Limit: part.pageSize }),
  };
}

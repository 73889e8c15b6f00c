import type { QueryCommandInput } from '@aws-sdk/client-dynamodb';
import type { Instant } from '../domain/instant.ts';
import type { ReportCall } from '../domain/report-call.ts';
import type { Table } from './client.ts';
import { unpackReportCall } from './packed-report-call.ts';
import { wirePages } from './wire-pages.ts';

type Index = { name: 'timeline' | 'by-lead'; partition: 'tl' | 'ld'; sort: 'ts' | 'ls' };

const timeline: Index = { name: 'timeline', partition: 'tl', sort: 'ts' };
const byLead: Index = { name: 'by-lead', partition: 'ld', sort: 'ls' };

type Part = {
  partition: string;
  newestFirst?: boolean;
  before?: string | undefined;
  after?: string | undefined;
  between?: { from: Instant; to: Instant } | undefined;
  pageSize?: number;
};

/** Pages of one partition of the timeline, oldest first unless asked otherwise; only what lies before `before` or after `after` (`startedAt#callId`). */
export function timelinePages(table: Table, part: Part): AsyncGenerator<ReportCall[]> {
  return pages(table, timeline, part);
}

/** Pages of a lead's calls, oldest first: ended ones, and those that an agent logged as in progress. All, or those that began in a span. */
export function leadPages(table: Table, partition: string, between?: Part['between']): AsyncGenerator<ReportCall[]> {
  return pages(table, byLead, { partition, between });
}

async function* pages({ client, table }: Table, index: Index, part: Part): AsyncGenerator<ReportCall[]> {
  for await (const items of wirePages(client, queryOf(table, index, part))) {
    yield items.map((item) => unpackReportCall(item.r?.S ?? '', item[index.sort]?.S ?? ''));
  }
}

function queryOf(table: string, { name, partition, sort }: Index, part: Part): QueryCommandInput {
  const { condition, values } = boundsOf(part);
  return {
    TableName: table,
    IndexName: name,
    KeyConditionExpression: `#partition = :partition${condition}`,
    ProjectionExpression: 'r, #sort',
    ExpressionAttributeNames: { '#partition': partition, '#sort': sort },
    ExpressionAttributeValues: { ':partition': { S: part.partition }, ...values },
    ScanIndexForward: !part.newestFirst,
    ...(part.pageSize !== undefined && { Limit: part.pageSize }),
  };
}

function boundsOf({ before, after, between }: Part): { condition: string; values: Record<string, { S: string }> } {
  if (before !== undefined) return { condition: ' AND #sort < :before', values: { ':before': { S: before } } };
  if (after !== undefined) return { condition: ' AND #sort > :after', values: { ':after': { S: after } } };
  if (between === undefined) return { condition: '', values: {} };
  // A sort key is `startedAt#callId`, and `~` comes after every sign of an id.
  const values = { ':from': { S: between.from }, ':to': { S: `${between.to}#~` } };
  return { condition: ' AND #sort BETWEEN :from AND :to', values };
}

import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import type { Lead } from '../domain/lead.ts';
import type { Documents } from './client.ts';
import { cursorOf, placeOf } from './cursor.ts';
import { leadPlaceOf } from './kept-lead.ts';
import { leadKeys } from './keys.ts';
import type { LeadFilter } from './lead-store.ts';
import { mergedNewestFirst } from './merged-newest-first.ts';
import type { Page, PageRequest } from './page.ts';
import { pageOf } from './page-of.ts';

export type LeadQuestion = LeadFilter & { workspace: string; statuses: readonly string[]; page: PageRequest };

/** Leads that one page looks at, at most: a filter may match nothing for long. */
const mostSeen = 2000;
const seenAtOnce = 500;

const createdOf = (lead: Lead) => leadKeys.createdAt(lead.createdAt, lead.id);

/** One page of leads, newest first: of an owner, of a status, or of all statuses. */
export async function listLeads(from: Documents, question: LeadQuestion): Promise<Page<Lead>> {
  const { status, matches, page } = question;
  const before = page.cursor === undefined ? undefined : placeOf(page.cursor, 1)[0];
  const pageSize = matches ? seenAtOnce : page.limit + 1;
  const parts = partitionsOf(question).map((partition) => leadsIn(from, { ...partition, before, pageSize }));
  const found: Lead[] = [];
  let seen = 0;
  for await (const lead of mergedNewestFirst(parts, createdOf)) {
    if ((status === undefined || lead.status === status) && (matches?.(lead) ?? true)) found.push(lead);
    if (found.length > page.limit) break;
    seen += 1;
    if (seen === mostSeen) return { items: found, next: cursorOf(createdOf(lead)) };
  }
  return pageOf(found, page.limit, (lead) => [createdOf(lead)]);
}

type Partition = { index: 'by-owner' | 'by-status'; names: { partition: string; sort: string }; key: string };

const byOwner = { index: 'by-owner', names: { partition: 'ow', sort: 'os' } } as const;
const byStatus = { index: 'by-status', names: { partition: 'st', sort: 'ss' } } as const;

function partitionsOf({ workspace, status, owner, statuses }: LeadQuestion): Partition[] {
  if (owner !== undefined) return [{ ...byOwner, key: leadKeys.owner(workspace, owner) }];
  const wanted = status === undefined ? [...new Set(statuses)] : [status];
  return wanted.map((one) => ({ ...byStatus, key: leadKeys.status(workspace, one) }));
}

type Part = Partition & { before: string | undefined; pageSize: number };

async function* leadsIn({ documents, table }: Documents, { index, names, key, before, pageSize }: Part): AsyncGenerator<Lead> {
  const pages = paginateQuery(
    { client: documents, pageSize },
    {
      TableName: table,
      IndexName: index,
      KeyConditionExpression: before === undefined ? '#partition = :key' : '#partition = :key AND #sort < :before',
      ExpressionAttributeNames: { '#partition': names.partition, ...(before !== undefined && { '#sort': names.sort }) },
      ExpressionAttributeValues: { ':key': key, ...(before !== undefined && { ':before': before }) },
      ScanIndexForward: false,
    },
  );
  for await (const { Items } of pages) {
    for (const item of Items ?? []) {
      const place = leadPlaceOf(item);
      if (place.kind === 'lead') yield place.lead;
    }
  }
}

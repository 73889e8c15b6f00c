import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import type { Lead } from '../domain/lead.ts';
import type { Documents } from './client.ts';
import { placeOf } from './cursor.ts';
import { leadPlaceOf } from './kept-lead.ts';
import { leadKeys } from './keys.ts';
import { mergedNewestFirst } from './merged-newest-first.ts';
import type { Page, PageRequest } from './page.ts';
import { pageOf } from './page-of.ts';

export type LeadQuestion = { workspace: string; status?: string; owner?: string | null; statuses: readonly string[]; page: PageRequest };

const createdOf = (lead: Lead) => leadKeys.createdAt(lead.createdAt, lead.id);

/** One page of leads, newest first: of an owner, of a status, or of all statuses. */
export async function listLeads(from: Documents, question: LeadQuestion): Promise<Page<Lead>> {
  const { limit, cursor } = question.page;
  const before = cursor === undefined ? undefined : placeOf(cursor, 1)[0];
  const found: Lead[] = [];
  for await (const lead of mergedNewestFirst(
    partitionsOf(question).map((partition) => leadsIn(from, { ...partition, before, limit })),
    createdOf,
  )) {
    if (question.status === undefined || lead.status === question.status) found.push(lead);
    if (found.length > limit) break;
  }
  return pageOf(found, limit, (lead) => [createdOf(lead)]);
}

type Partition = { index: 'by-owner' | 'by-status'; names: { partition: string; sort: string }; key: string };

const byOwner = { index: 'by-owner', names: { partition: 'ow', sort: 'os' } } as const;
const byStatus = { index: 'by-status', names: { partition: 'st', sort: 'ss' } } as const;

function partitionsOf({ workspace, status, owner, statuses }: LeadQuestion): Partition[] {
  if (owner !== undefined) return [{ ...byOwner, key: leadKeys.owner(workspace, owner) }];
  const wanted = status === undefined ? [...new Set(statuses)] : [status];
  return wanted.map((one) => ({ ...byStatus, key: leadKeys.status(workspace, one) }));
}

type Part = Partition & { before: string | undefined; limit: number };

async function* leadsIn({ documents, table }: Documents, { index, names, key, before, limit }: Part): AsyncGenerator<Lead> {
  const pages = paginateQuery(
    { client: documents, pageSize: limit + 1 },
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

import { paginateQuery, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import type { Lead } from '../domain/lead.ts';
import type { Documents } from './client.ts';
import { leadPlaceOf } from './kept-lead.ts';
import { leadKeys } from './keys.ts';

/** The leads that a query finds, a page of it at a time. */
export async function* leadPages({ documents, table }: Documents, query: Omit<QueryCommandInput, 'TableName'>): AsyncGenerator<Lead[]> {
  for await (const { Items } of paginateQuery({ client: documents }, { TableName: table, ...query })) {
    yield (Items ?? []).map(leadPlaceOf).flatMap((place) => (place.kind === 'lead' ? [place.lead] : []));
  }
}

/** Every lead of a status, the oldest first. */
export function leadsOfStatus(from: Documents, { workspace, status }: { workspace: string; status: string }): AsyncGenerator<Lead[]> {
  return leadPages(from, {
    IndexName: 'by-status',
    KeyConditionExpression: 'st = :status',
    ExpressionAttributeValues: { ':status': leadKeys.status(workspace, status) },
  });
}

/** So many of them at most; no page is read that is not needed. */
export async function firstLeads(pages: AsyncIterable<Lead[]>, most: number): Promise<Lead[]> {
  const found: Lead[] = [];
  for await (const page of pages) {
    found.push(...page);
    if (found.length >= most) break;
  }
  return found.slice(0, most);
}

import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import type { Lead } from '../domain/lead.ts';
import { type Documents, documentsOf, type Table } from './client.ts';
import { leadPlaceOf } from './kept-lead.ts';
import { leadKeys } from './keys.ts';
import { mergedInOrder } from './merged-in-order.ts';

type LeadSpan = {
  workspace: string;
  /** Of these statuses. */
  statuses: readonly string[];
  /** Only what lies behind this place, which `placeOfLead` gives. */
  after: string | null;
};

export function placeOfLead({ createdAt, id }: Pick<Lead, 'createdAt' | 'id'>): string {
  return leadKeys.createdAt(createdAt, id);
}

const pageSize = 500;

/** Pages of leads, in the order in which they were made. A lead whose status changes while it is read is given once. */
export function leadsInOrder(table: Table, { workspace, statuses, after }: LeadSpan): AsyncGenerator<Lead[]> {
  const here = documentsOf(table);
  const partitions = [...new Set(statuses)].map((status) => leadsOf(here, leadKeys.status(workspace, status), after));
  return mergedInOrder(partitions, placeOfLead, pageSize);
}

async function* leadsOf({ documents, table }: Documents, partition: string, after: string | null): AsyncGenerator<Lead[]> {
  const pages = paginateQuery(
    { client: documents },
    {
      TableName: table,
      IndexName: 'by-status',
      KeyConditionExpression: after === null ? 'st = :status' : 'st = :status AND ss > :after',
      ExpressionAttributeValues: { ':status': partition, ...(after !== null && { ':after': after }) },
    },
  );
  for await (const { Items } of pages) {
    yield (Items ?? []).map(leadPlaceOf).flatMap((place) => (place.kind === 'lead' ? [place.lead] : []));
  }
}

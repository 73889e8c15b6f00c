import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { LeadForReach } from '../domain/reach.ts';
import { allAtOnce } from './all-at-once.ts';
import { documentsOf, type Table } from './client.ts';
import { keptFirsts } from './kept-lead.ts';
import { leadKeys } from './keys.ts';

const keptLead = z.object({
  id: z.string(),
  tags: z.array(z.string()),
  campaign: z.string().nullable(),
  owner: z.string().nullable(),
  createdAt: z.string(),
  firsts: keptFirsts.exactOptional(),
}) satisfies z.ZodType<LeadForReach>;

/** Every lead of a workspace, in pages and in no order; one whose status changes meanwhile may come twice. May lag behind writes by a moment. */
export function leadsForReach(table: Table): (workspace: string, statuses: readonly string[]) => AsyncIterable<LeadForReach[]> {
  const from = documentsOf(table);
  return (workspace, statuses) => allAtOnce(statuses.map((status) => pagesOf(from, leadKeys.status(workspace, status))));
}

async function* pagesOf({ documents, table }: ReturnType<typeof documentsOf>, key: string): AsyncGenerator<LeadForReach[]> {
  const pages = paginateQuery(
    { client: documents },
    {
      TableName: table,
      IndexName: 'by-status',
      KeyConditionExpression: 'st = :key',
      ProjectionExpression: 'id, tags, campaign, #owner, createdAt, firsts',
      ExpressionAttributeNames: { '#owner': 'owner' },
      ExpressionAttributeValues: { ':key': key },
    },
  );
  for await (const { Items } of pages) yield (Items ?? []).flatMap((item) => (item.id === undefined ? [] : [keptLead.parse(item)]));
}

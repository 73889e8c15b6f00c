import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Lead } from '../domain/lead.ts';
import { batchGet } from './batch-get.ts';
import type { Table } from './client.ts';
import { leadPlaceOf } from './kept-lead.ts';
import { leadKeys } from './keys.ts';

/** Leads by their ids, each once, in no order; those that are not there are missing. */
export async function leadsById(table: Table, workspace: string, ids: readonly string[]): Promise<Lead[]> {
  const keys = [...new Set(ids)].map((id) => marshall(leadKeys.lead(workspace, id)));
  const places = (await batchGet(table, keys)).map((item) => leadPlaceOf(unmarshall(item)));
  return places.flatMap((place) => (place.kind === 'lead' ? [place.lead] : []));
}

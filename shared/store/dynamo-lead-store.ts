import { GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Lead } from '../domain/lead.ts';
import { documentsOf, type Table } from './client.ts';
import { leadIdOf } from './ids.ts';
import { decisionOfItem } from './kept-decision.ts';
import { leadPlaceOf } from './kept-lead.ts';
import { leadKeys } from './keys.ts';
import type { LeadStore } from './lead-store.ts';
import { listLeads } from './list-leads.ts';
import { queryAll } from './query-all.ts';
import { saveLead } from './save-lead.ts';

const keptLoad = z.object({ sk: z.string(), load: z.number(), lastGivenAt: z.string().nullable().default(null) });

/** Leads in DynamoDB. */
export function dynamoLeadStore(kept: Table): LeadStore {
  const here = documentsOf(kept);
  const { documents, table } = here;

  async function read(key: { pk: string; sk: string }, consistent = false): Promise<Record<string, unknown> | undefined> {
    return (await documents.send(new GetCommand({ TableName: table, Key: key, ConsistentRead: consistent }))).Item;
  }
  async function get(workspace: string, id: string, consistent = false): Promise<Lead | undefined> {
    const place = leadPlaceOf(await read(leadKeys.lead(workspace, id), consistent));
    return place.kind === 'lead' ? place.lead : undefined;
  }
  async function byPhone(workspace: string, phone: string): Promise<Lead | undefined> {
    const home = leadIdOf(workspace, phone);
    const place = leadPlaceOf(await read(leadKeys.lead(workspace, home)));
    if (place.kind === 'free' || (place.kind === 'lead' && place.lead.phone === phone)) return 'lead' in place ? place.lead : undefined;
    const note = place.kind === 'moved' ? place : leadPlaceOf(await read(leadKeys.phone(workspace, home)));
    const lead = note.kind === 'moved' ? await get(workspace, note.to) : undefined;
    return lead?.phone === phone ? lead : undefined;
  }

  return {
    get: (workspace, id, options) => get(workspace, id, options?.consistent),
    byPhone,
    save: (change) => saveLead(here, change),
    list: (workspace, filter, statuses, page) => listLeads(here, { workspace, ...filter, statuses, page }),
    due: async (workspace, until) => {
      const items = await queryAll(here, {
        IndexName: 'due',
        KeyConditionExpression: 'du = :due AND dt < :until',
        ExpressionAttributeValues: { ':due': leadKeys.due(workspace), ':until': until },
      });
      return items.map(leadPlaceOf).flatMap((place) => (place.kind === 'lead' ? [place.lead] : []));
    },
    decision: async (workspace, leadId, decisionId) => {
      const item = await read(leadKeys.decision(workspace, leadId, decisionId));
      return item && decisionOfItem(item);
    },
    decisions: async (workspace, leadId) => {
      const items = await queryAll(here, {
        KeyConditionExpression: 'pk = :lead AND begins_with(sk, :decisions)',
        ExpressionAttributeValues: { ':lead': leadKeys.lead(workspace, leadId).pk, ':decisions': leadKeys.decisions },
      });
      return items.map(decisionOfItem).sort((a, b) => (a.at < b.at || (a.at === b.at && a.id < b.id) ? 1 : -1));
    },
    loads: async (workspace) => {
      const items = await queryAll(here, {
        KeyConditionExpression: 'pk = :loads',
        ExpressionAttributeValues: { ':loads': leadKeys.loads(workspace) },
        ConsistentRead: true,
      });
      return items.map((item) => keptLoad.parse(item)).map(({ sk, load, lastGivenAt }) => ({ agentId: sk, load, lastGivenAt }));
    },
  };
}

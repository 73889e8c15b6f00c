import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import type { Lead } from '../domain/lead.ts';
import { addLeads } from './add-leads.ts';
import { batchGet } from './batch-get.ts';
import { changesOfLead } from './changes-of-lead.ts';
import { documentsOf, type Table } from './client.ts';
import { leadIdOf } from './ids.ts';
import { decisionOfItem } from './kept-decision.ts';
import { leadPlaceOf } from './kept-lead.ts';
import { leadKeys } from './keys.ts';
import { firstLeads, leadPages, leadsOfStatus } from './lead-pages.ts';
import type { LeadStore, PhoneHolder } from './lead-store.ts';
import { listLeads } from './list-leads.ts';
import { queryAll } from './query-all.ts';
import { saveLead } from './save-lead.ts';

const keptRequest = z.object({ leadId: z.string(), body: z.string() });
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
  async function forPhone(workspace: string, phone: string): Promise<PhoneHolder> {
    const home = leadIdOf(workspace, phone);
    const place = leadPlaceOf(await read(leadKeys.lead(workspace, home)));
    if (place.kind === 'free') return { id: home, lead: undefined };
    if (place.kind === 'lead' && place.lead.phone === phone) return { id: home, lead: place.lead };
    const note = place.kind === 'moved' ? place : leadPlaceOf(await read(leadKeys.phone(workspace, home)));
    const lead = note.kind === 'moved' ? await get(workspace, note.to) : undefined;
    return lead?.phone === phone ? { id: lead.id, lead } : { id: await freeId(workspace, phone), lead: undefined };
  }
  /** Leads that have moved to other numbers keep the ids that were made of this one. */
  async function freeId(workspace: string, phone: string): Promise<string> {
    for (let turn = 1; ; turn++) {
      const id = leadIdOf(workspace, phone, turn);
      if ((await read(leadKeys.lead(workspace, id), true)) === undefined) return id;
    }
  }

  return {
    get: (workspace, id, options) => get(workspace, id, options?.consistent),
    getMany: async (workspace, ids) => {
      const items = await batchGet(
        kept,
        [...new Set(ids)].map((id) => marshall(leadKeys.lead(workspace, id))),
      );
      return items.map((item) => leadPlaceOf(unmarshall(item))).flatMap((place) => (place.kind === 'lead' ? [place.lead] : []));
    },
    byPhone: async (workspace, phone) => (await forPhone(workspace, phone)).lead,
    forPhone,
    save: (change) => saveLead(here, change),
    add: (leads, at) => addLeads(here, leads, at),
    request: async (workspace, key) => {
      const item = await read(leadKeys.request(workspace, key), true);
      return item && keptRequest.parse(item);
    },
    list: (workspace, filter, statuses, page) => listLeads(here, { workspace, ...filter, statuses, page }),
    latest: async (workspace, id) => {
      const { pk, sk } = leadKeys.lead(workspace, id);
      const query = { KeyConditionExpression: 'pk = :pk AND sk = :sk', ExpressionAttributeValues: { ':pk': pk, ':sk': sk } };
      return (await firstLeads(leadPages(here, { ...query, ConsistentRead: true }), 1))[0];
    },
    ofStatus: (workspace, status) => leadsOfStatus(here, { workspace, status }),
    due: async (workspace, until, most) => {
      const query = {
        IndexName: 'due',
        KeyConditionExpression: 'du = :due AND dt < :until',
        ExpressionAttributeValues: { ':due': leadKeys.due(workspace), ':until': until },
      };
      return firstLeads(leadPages(here, query), most);
    },
    decision: async (workspace, leadId, decisionId, options) => {
      const item = await read(leadKeys.decision(workspace, leadId, decisionId), options?.consistent);
      return item && decisionOfItem(item);
    },
    decisions: async (workspace, leadId) => {
      const items = await queryAll(here, {
        KeyConditionExpression: 'pk = :lead AND begins_with(sk, :decisions)',
        ExpressionAttributeValues: { ':lead': leadKeys.lead(workspace, leadId).pk, ':decisions': leadKeys.decisions },
      });
      return items.map(decisionOfItem).sort((a, b) => (a.at < b.at || (a.at === b.at && a.id < b.id) ? 1 : -1));
    },
    changes: (workspace, leadId) => changesOfLead(here, workspace, leadId),
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

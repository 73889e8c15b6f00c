import { noteContact } from '../../../functions/follow-up/note-contact.ts';
import { diallers } from '../../../functions/ingest/diallers/registry.ts';
import { takeIn } from '../../../functions/ingest/ingest.ts';
import { callEventOf } from '../../../functions/publish/call-events.ts';
import { reassignLead } from '../../../functions/reassign/reassign-lead.ts';
import type { CallEventDetail } from '../../../shared/contracts/events.ts';
import type { RecordedCall } from '../../../shared/domain/call.ts';
import { unansweredStatuses } from '../../../shared/domain/status.ts';
import { dynamoCallLog } from '../../../shared/store/dynamo-call-log.ts';
import { dynamoCallStore } from '../../../shared/store/dynamo-call-store.ts';
import { dynamoFollowUpStore } from '../../../shared/store/dynamo-follow-up-store.ts';
import { dynamoLeadStore } from '../../../shared/store/dynamo-lead-store.ts';
import { callIdOf, leadIdOf } from '../../../shared/store/ids.ts';
import { aLead, at } from '../../builders.ts';
import type { DynamoForTests } from '../../shared/store/dynamo-for-tests.ts';
import { addToken, addWorkspace, anApi, apiStores } from '../api/an-api.ts';
import { aStandardBody } from '../ingest/diallers/webhooks.ts';

const unanswered: readonly string[] = unansweredStatuses;

/** One lead, and one call of theirs that a dialler tells of and a manager corrects, over tables of DynamoDB. */
export async function aToldLead(dynamo: DynamoForTests, workspace: string) {
  const lead = aLead({ id: leadIdOf(workspace, '+919812345678'), workspace, status: 'assigned' });
  const callId = callIdOf(workspace, 'cn', 'call-1');
  const stores = storesOn(dynamo);
  const { calls, leads, followUps } = stores;
  const all = { ...apiStores(), ...stores };
  await addWorkspace(all, workspace);
  await leads.save({ before: undefined, after: lead, at: at() });
  const token = await addToken(all, workspace, { role: 'manager' });
  const directory = () => all.workspaces.directory(workspace);
  const connection = {
    ...{ id: 'cn', workspace, dialler: 'standard', name: 'Test', secrets: [], timezone: null, region: null, campaign: null },
    ...{ publicUrl: null, statusMap: {}, fieldMap: null, createdAt: at() },
  };
  let known: RecordedCall | undefined;

  return {
    stores,
    tells: (said: object, timestamp = at(-60)) => {
      const body = Buffer.from(aStandardBody({ status: undefined, ...said }, { timestamp }));
      const request = { method: 'POST', url: 'https://redial.example/webhooks/cn', headers: {}, body };
      return takeIn(connection, request, { ...all, diallers, connection: async () => connection, directory, now: () => at() });
    },
    /** @returns the status of the answer */
    corrects: async (body: object, over = stores) =>
      (await anApi({ ...all, ...over }).call('PATCH', `/api/calls/${callId}`, { token, body })).status,
    /** The event that the call's last change is. */
    news: async () => {
      const before = known;
      known = await calls.get(workspace, callId, { consistent: true });
      return callEventOf({ before, after: known })?.detail;
    },
    /** What the rules of the bus make of it. */
    acts: async (news: CallEventDetail | undefined, over = stores) => {
      const dependencies = { ...over, directory, now: () => at() };
      if (news && unanswered.includes(news.status)) await reassignLead(news, dependencies);
      if (news && (news.connected || !unanswered.includes(news.status))) await noteContact(news, dependencies);
    },
    lead: async () => {
      const kept = await leads.get(workspace, lead.id, { consistent: true });
      const page = { limit: 9, cursor: undefined };
      const open = await followUps.list({ workspace, owner: undefined, of: { kind: 'open', span: {} }, page });
      return { status: kept?.status, at: kept?.followUp?.at, open: open.items.map((one) => one.at) };
    },
  };
}

function storesOn({ of }: DynamoForTests) {
  const { client, table: callsTable } = of('calls');
  return {
    calls: dynamoCallStore(of('calls')),
    leads: dynamoLeadStore(of('leads')),
    followUps: dynamoFollowUpStore(of('leads')),
    callLog: dynamoCallLog({ client, callsTable, leadsTable: of('leads').table }),
  };
}

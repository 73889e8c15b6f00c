import { diallers } from '../../../functions/ingest/diallers/registry.ts';
import { ingest } from '../../../functions/ingest/ingest.ts';
import { pairCalls, unpairedIn } from '../../../functions/publish/pair-calls.ts';
import type { RecordedCall } from '../../../shared/domain/call.ts';
import type { Connection } from '../../../shared/domain/workspace.ts';
import type { CallLog } from '../../../shared/store/call-log.ts';
import type { CallStore } from '../../../shared/store/call-store.ts';
import type { LeadStore } from '../../../shared/store/lead-store.ts';
import { aLead, anAgent, at } from '../../builders.ts';
import { addToken, addWorkspace, anApi, apiStores } from '../api/an-api.ts';
import { signStandard } from './diallers/sign.ts';

const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;

type Stores = { calls: CallStore; leads: LeadStore; callLog: CallLog };

/** A workspace where Asha logs calls with one lead, and a dialler tells of them; in memory, or in the stores that are given. */
export async function aToldAndLoggedCall({ workspace = 'w_1', stores }: { workspace?: string; stores?: Stores } = {}) {
  const kept = { ...apiStores(), ...stores };
  const { calls, saved } = noting(kept.calls);
  const dependencies = { ...kept, calls, callLog: notingLog(kept.callLog, saved) };
  await addWorkspace(dependencies, workspace);
  await dependencies.workspaces.saveEntity(workspace, 'agent', anAgent('a_asha', { email: 'asha@example.com', branch: 'br_1' }));
  const lead = aLead({ id: 'l_1', workspace, tags: ['hot'] });
  await dependencies.leads.save({ before: undefined, after: lead, at: at() });
  const token = await addToken(dependencies, workspace, { role: 'agent', agent: 'a_asha' });
  const { call } = anApi(dependencies);
  const directory = () => dependencies.workspaces.directory(workspace);
  const connection = aConnection(workspace);

  return {
    dependencies,
    log: async (said: object = {}, key = 'log-1') => {
      const body = { leadId: lead.id, status: 'Follow up', durationSeconds: 33, followUp: { at: at(86_400) }, startedAt: at(20), ...said };
      return (await call('POST', '/api/calls', { token, body, headers: { 'idempotency-key': key } })).json;
    },
    webhook: (data: object) =>
      ingest(connection.id, aWebhook(data), { ...dependencies, connection: async () => connection, directory, diallers }),
    shown: async (id: string) => (await call('GET', `/api/calls/${id}`, { token })).json,
    /** What the stream of the table makes of all that was written so far. */
    publish: async () => {
      for (const after of saved.splice(0)) {
        await pairCalls([{ unpaired: unpairedIn({ before: undefined, after }) }], { calls, directory });
      }
    },
    /** Every call of the lead, as it is kept. */
    all: async () => {
      const [ended, live] = await Promise.all([calls.ofLead(workspace, lead.id), calls.live(workspace)]);
      const ids = new Set([...ended, ...live].map(({ id }) => id));
      return calls.getMany(workspace, [...ids]);
    },
  };
}

/** Remembers every write, as the stream of a table does. */
function noting(kept: CallStore): { calls: CallStore; saved: RecordedCall[] } {
  const saved: RecordedCall[] = [];
  const noted = (call: RecordedCall, result: 'saved' | 'conflict') => {
    if (result === 'saved') saved.push(call);
    return result;
  };
  const calls: CallStore = {
    ...kept,
    save: async (call, options) => noted(call, await kept.save(call, options)),
    merge: async (call, merged, options) => noted(call, await kept.merge(call, merged, options)),
  };
  return { calls, saved };
}

function notingLog(kept: CallLog, saved: RecordedCall[]): CallLog {
  return {
    save: async (logged) => {
      const result = await kept.save(logged);
      if (result === 'saved') saved.push(logged.call);
      return result;
    },
  };
}

function aConnection(workspace: string): Connection {
  const names = { id: `cn_${workspace}`, workspace, dialler: 'standard', name: 'Test' };
  const places = { timezone: null, region: null, campaign: 'g_1', publicUrl: null };
  return { ...names, ...places, secrets: [secret], statusMap: {}, fieldMap: null, createdAt: at() };
}

let messages = 0;

function aWebhook(data: object) {
  const body = JSON.stringify({ type: 'call.updated', timestamp: at(0), data: { callId: 'x-1', ...data } });
  const signature = signStandard(secret, `msg_${++messages}`, Math.floor(Date.parse(at()) / 1000), body);
  return { method: 'POST', url: 'https://redial.example/webhooks/cn', headers: signature, body: Buffer.from(body) };
}

import { callFrom } from '../../../shared/domain/call-from.ts';
import type { Fact } from '../../../shared/domain/fact.ts';
import type { Lead } from '../../../shared/domain/lead.ts';
import { aFact, aFollowUp, aFrame, aLead, anAgent, at } from '../../builders.ts';
import { aSchedule } from '../../shared/store/a-schedule.ts';
import { anExport } from '../../shared/store/an-export.ts';
import { addToken, addWorkspace, anApi, apiStores } from './an-api.ts';

/**
 * Two workspaces. In `w_1` Asha and Ravi work in the branches north and south, each with a lead and a call; everything that an id can name
 * is there once. `w_2` is empty. Every role has a token: the agent's is Asha's, the supervisor's is of the branch north.
 */
export async function aTeam() {
  const dependencies = apiStores();
  const { workspaces, connections, leads, calls, quarantine, exports, schedules } = dependencies;
  await addWorkspace(dependencies, 'w_1');
  await addWorkspace(dependencies, 'w_2');
  await workspaces.saveEntity('w_1', 'branch', { id: 'br_north', name: 'North' });
  await workspaces.saveEntity('w_1', 'branch', { id: 'br_south', name: 'South' });
  await workspaces.saveEntity('w_1', 'department', { id: 'd_sales', name: 'Sales' });
  await workspaces.saveEntity('w_1', 'campaign', { id: 'cm_diwali', name: 'Diwali' });
  await workspaces.saveEntity('w_1', 'lead-status', { id: 'ls_hot', name: 'Hot', protected: false });
  await workspaces.saveEntity('w_1', 'agent', anAgent('a_asha', { branch: 'br_north', name: 'Asha' }));
  await workspaces.saveEntity('w_1', 'agent', anAgent('a_ravi', { branch: 'br_south', name: 'Ravi' }));
  const connection = { workspace: 'w_1', dialler: 'standard', secrets: ['whsec_c2VjcmV0'], timezone: null, region: null, campaign: null };
  const more = { publicUrl: null, statusMap: {}, fieldMap: null, createdAt: at() };
  await connections.save({ id: 'cn_1', name: 'Main', ...connection, ...more });
  const request = { method: 'POST', url: 'https://redial.example/webhooks/cn_1?key=hidden&x=1', headers: {}, bodyBase64: 'e30=' };
  await quarantine.save({ id: 'q_1', workspace: 'w_1', connection: 'cn_1', receivedAt: at(), why: 'it has no callId', request });

  const saveLead = (lead: Lead) => leads.save({ before: undefined, after: lead, at: at() });
  const followUpOf = (leadId: string) => aFollowUp({ id: `fu_${leadId}_1`, at: at(86_400) });
  await saveLead(aLead({ id: 'l_asha', owner: 'a_asha', phone: '+919800000001', tags: ['hot'], followUp: followUpOf('l_asha') }));
  await saveLead(aLead({ id: 'l_ravi', owner: 'a_ravi', phone: '+919800000002', createdAt: at(-7100), followUp: followUpOf('l_ravi') }));
  await saveLead(aLead({ id: 'l_free', owner: null, status: 'unassigned', phone: '+919800000003', createdAt: at(-7000) }));
  const saveCall = (id: string, facts: Fact[], leadId: string) => {
    const frame = aFrame({ leadId, tags: leadId === 'l_asha' ? ['hot'] : [] });
    const call = callFrom(facts, frame);
    return calls.save({ id, workspace: 'w_1', connection: 'cn_1', externalId: id, version: 1, frame, facts, call });
  };
  const asha = { id: 'a_asha', branch: 'br_north' };
  const ravi = { id: 'a_ravi', branch: 'br_south' };
  const ended = (agent: typeof asha, leadPhone: string, said: Partial<Fact>) =>
    aFact({ agent, leadPhone, direction: 'outbound', startedAt: at(-600), endedAt: at(-500), ...said });
  await saveCall('c_asha', [ended(asha, '+919800000001', { signal: 'busy' })], 'l_asha');
  await saveCall('c_ravi', [ended(ravi, '+919800000002', { signal: 'called', talkSeconds: 60 })], 'l_ravi');
  await saveCall('c_live', [aFact({ agent: asha, leadPhone: '+919800000001', startedAt: at(-30), signal: 'answered' })], 'l_asha');

  await exports.save(anExport({ id: 'e_1', state: 'failed' }));
  await schedules.save(aSchedule({ id: 'xs_1', name: 'Every morning' }));

  const tokens = {
    agent: await addToken(dependencies, 'w_1', { role: 'agent', agent: 'a_asha' }),
    supervisor: await addToken(dependencies, 'w_1', { role: 'supervisor', branch: 'br_north' }),
    manager: await addToken(dependencies, 'w_1', { role: 'manager' }),
    admin: await addToken(dependencies, 'w_1', { role: 'admin' }),
    operator: await addToken(dependencies, 'w_1', { role: 'operator' }),
    stranger: await addToken(dependencies, 'w_2', { role: 'operator' }),
  };
  return { dependencies, tokens, ...anApi(dependencies) };
}

/** An id of each thing in `w_1`, by the start of the path that names it. */
export const thingsByPath: Readonly<Record<string, string>> = {
  '/api/agents/': 'a_asha',
  '/api/branches/': 'br_north',
  '/api/departments/': 'd_sales',
  '/api/campaigns/': 'cm_diwali',
  '/api/lead-statuses/': 'ls_hot',
  '/api/tokens/': 't_w_1_manager',
  '/api/workspaces/': 'w_1',
  '/api/connections/': 'cn_1',
  '/api/quarantine/': 'q_1',
  '/api/calls/': 'c_asha',
  '/api/leads/': 'l_asha',
  '/api/exports/': 'e_1',
  '/api/export-schedules/': 'xs_1',
  '/api/follow-ups/': 'fu_l_asha_1',
};

/** A good body of routes for which an empty one is not good enough. */
export const goodBodies: Readonly<Record<string, object>> = {
  createExportSchedule: { kind: 'calls', name: 'Every morning', format: 'csv', every: 'day', at: '06:00' },
  createExport: { kind: 'calls', format: 'csv', from: '2026-03-01', to: '2026-03-04' },
  rebuildReports: { from: '2026-11-22', to: '2026-11-22' },
  dryRunConnection: { method: 'POST', url: '/webhooks/cn_1', headers: {}, body: '{}' },
};

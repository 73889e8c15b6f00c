import { describe, expect, it } from 'vitest';
import { anAgent, at } from '../../builders.ts';
import { addToken, addWorkspace, anApi, apiStores } from '../api/an-api.ts';
import { aRungLead, aWorkspaceWith, waitingLeads } from './a-workspace-with-leads.ts';

async function aCompany(policy: object = {}) {
  const dependencies = apiStores();
  const workspace = await aWorkspaceWith(dependencies, { policy });
  const token = await addToken(dependencies, workspace, { role: 'manager' });
  const { call } = anApi(dependencies);
  const post = (path: string, body: object = {}) => call('POST', `/api/auto-assignment/${path}`, { token, body });
  const stored = () => ({ leads: dependencies.leads.all(), decisions: dependencies.leads.allDecisions() });
  return { ...dependencies, workspace, token, call, post, stored };
}

describe('POST /api/auto-assignment/run', () => {
  it('answers what the contract says', async () => {
    const { post, leads, ...company } = await aCompany();
    const [lead] = await waitingLeads({ leads }, company.workspace, 1);
    expect((await post('run')).json).toEqual({
      assigned: 1,
      agents: 1,
      unassigned: 0,
      line: '1 leads assigned across 1 agents, 0 unassigned',
      decisions: [
        { leadId: lead?.id, kind: 'assigned', to: 'a_asha', reason: 'without-owner', detail: 'given to asha: load 0 of weight 1' },
      ],
    });
    expect((await company.runs.state(company.workspace)).open).toBeNull();
  });

  it('takes nothing but an empty body', async () => {
    const { post } = await aCompany();
    expect((await post('run', { force: true })).status).toBe(400);
  });

  it('sees the leads of its own workspace alone', async () => {
    const company = await aCompany();
    await addWorkspace(company, 'w_2');
    await waitingLeads(company, 'w_2', 2);
    expect((await company.post('run')).json).toMatchObject({ assigned: 0, decisions: [] });
  });
});

describe('POST /api/auto-assignment/simulate', () => {
  it('says what a run would do, changes nothing, and the run then does it', async () => {
    const company = await aCompany();
    await waitingLeads(company, company.workspace, 5);
    await aRungLead(company, company.workspace);
    const before = company.stored();
    const { json } = await company.post('simulate');
    expect(json).toMatchObject({ assigned: 6, unassigned: 0 });
    expect(company.stored()).toEqual(before);
    expect((await company.post('run')).json).toEqual(json);
  });

  it('answers for a policy that is not saved, as if it were switched on', async () => {
    const company = await aCompany({ enabled: false });
    await aRungLead(company, company.workspace);
    expect((await company.post('simulate')).json).toMatchObject({ assigned: 1 });
    expect((await company.post('simulate', { policy: { afterAttempts: 2 } })).json).toMatchObject({
      assigned: 0,
      decisions: [{ kind: 'kept', reason: 'too-few-attempts', detail: '1 of 2 unanswered attempts since it was assigned' }],
    });
    expect((await company.post('simulate', { policy: { scope: { agents: ['a_tara'] } } })).json.decisions).toMatchObject([
      { to: 'a_tara' },
    ]);
  });

  it('replays the unanswered calls of the last days', async () => {
    const company = await aCompany();
    await aRungLead(company, company.workspace);
    await aRungLead(company, company.workspace, {}, { occurredAt: at(-86_400), startedAt: at(-86_400), endedAt: at(-86_300) });
    const before = company.stored();
    expect((await company.post('simulate', { days: 1 })).json).toMatchObject({ assigned: 1 });
    expect((await company.post('simulate', { days: 2 })).json).toMatchObject({ assigned: 2, agents: 2 });
    expect((await company.post('simulate', { days: 2, policy: { maxRecycles: 0 } })).json).toMatchObject({
      assigned: 0,
      line: '0 leads assigned across 0 agents, 0 unassigned; 2 left to a person',
    });
    expect(company.stored()).toEqual(before);
  });

  it.each([
    ['days', { days: 0 }],
    ['days', { days: 91 }],
    ['policy.afterAttempts', { policy: { afterAttempts: -1 } }],
    ['policy.runAt', { policy: { runAt: '25:00' } }],
    ['policy.statuses.0', { policy: { statuses: ['no-such'] } }],
    ['policy.scope.agents.0', { policy: { scope: { agents: ['a_none'] } } }],
    ['policy.colour', { policy: { colour: 'red' } }],
  ])('refuses a wrong %s by name: %j', async (path, body) => {
    const { post } = await aCompany();
    const { status, json } = await post('simulate', body);
    expect([status, json.errors[0].path]).toEqual([400, path]);
  });
});

describe('a daily run that is switched on', () => {
  it('counts from the minute in which it was saved', async () => {
    const company = await aCompany({ enabled: false });
    const token = await addToken(company, company.workspace, { role: 'admin' });
    const put = (body: object) => company.call('PUT', '/api/settings/auto-assignment', { token, body });
    expect((await put({ enabled: true })).json.warnings).toEqual([]);
    expect((await company.runs.state(company.workspace)).dailyUntil).toBeNull();
    expect((await put({ enabled: true, runAt: '09:30' })).json).toMatchObject({ runAt: '09:30', warnings: [] });
    expect((await company.runs.state(company.workspace)).dailyUntil).toBe(new Date(Date.parse(at()) - 1).toISOString());
  });

  it('is not put off by a change of something else', async () => {
    const company = await aCompany({ runAt: '09:30' });
    const token = await addToken(company, company.workspace, { role: 'admin' });
    await company.call('PUT', '/api/settings/auto-assignment', { token, body: { enabled: true, runAt: '09:30', maxRecycles: 5 } });
    expect((await company.runs.state(company.workspace)).dailyUntil).toBeNull();
  });

  it('warns where nobody works or everybody is to receive nothing', async () => {
    const company = await aCompany();
    const token = await addToken(company, company.workspace, { role: 'admin' });
    const put = async () => (await company.call('PUT', '/api/settings/auto-assignment', { token, body: { enabled: true } })).json.warnings;
    for (const id of ['a_asha', 'a_ravi', 'a_tara']) {
      await company.workspaces.saveEntity(company.workspace, 'agent', { ...anAgent(id, { leadCap: 0 }) });
    }
    expect(await put()).toEqual(['Nobody can be given a lead: agents at cap: asha 0/0, ravi 0/0, tara 0/0.']);
    for (const id of ['a_asha', 'a_ravi', 'a_tara']) {
      await company.workspaces.saveEntity(company.workspace, 'agent', { ...anAgent(id, { working: false }) });
    }
    expect(await put()).toEqual(['Nobody can be given a lead: none of the 3 agents in scope is working.']);
  });
});

import { describe, expect, it } from 'vitest';
import { defaultPolicy, defaultSettings } from '../../../shared/domain/workspace.ts';
import { aTeam } from './a-team.ts';

describe('settings', () => {
  it('have their defaults, and change one by one', async () => {
    const { call, tokens } = await aTeam();
    const before = { ...defaultSettings, timezone: 'Asia/Kolkata', region: 'IN' };
    expect((await call('GET', '/api/settings', { token: tokens.manager })).json).toEqual(before);
    const after = await call('PATCH', '/api/settings', {
      token: tokens.admin,
      body: { conversationSeconds: 45, timezone: 'Asia/Kathmandu' },
    });
    expect(after.json).toEqual({ ...before, conversationSeconds: 45, timezone: 'Asia/Kathmandu' });
    expect((await call('GET', '/api/settings', { token: tokens.manager })).json).toEqual(after.json);
  });

  it.each([
    ['timezone', 'Mars/Base'],
    ['region', 'india'],
    ['region', 'ZZ'],
    ['conversationSeconds', -1],
    ['retentionDays', 0],
    ['missedReturnHours', 1.5],
    ['machineIsConversation', 'no'],
  ])('refuse %s %s', async (path, value) => {
    const { call, tokens } = await aTeam();
    const { status, json } = await call('PATCH', '/api/settings', { token: tokens.admin, body: { [path]: value } });
    expect([status, json.errors[0].path]).toEqual([400, path]);
  });
});

describe('auto-assignment', () => {
  it('is off until somebody turns it on, and what is left out has its default', async () => {
    const { call, tokens } = await aTeam();
    expect((await call('GET', '/api/settings/auto-assignment', { token: tokens.manager })).json).toEqual({
      ...defaultPolicy,
      warnings: [],
    });
    const body = {
      enabled: true,
      callingHours: { start: '09:00', end: '18:00', days: [5, 1, 1] },
      scope: { branches: ['br_north', 'br_south'] },
    };
    const put = await call('PUT', '/api/settings/auto-assignment', { token: tokens.admin, body });
    const callingHours = { start: '09:00', end: '18:00', days: [1, 5] };
    expect(put.json).toEqual({ ...defaultPolicy, ...body, callingHours, warnings: [] });
  });

  it('takes back what it answered', async () => {
    const { call, tokens } = await aTeam();
    const { json } = await call('GET', '/api/settings/auto-assignment', { token: tokens.admin });
    expect((await call('PUT', '/api/settings/auto-assignment', { token: tokens.admin, body: json })).json).toEqual(json);
  });

  it.each([
    ['no status', { statuses: [] }, /No lead status/],
    ['nobody in scope', { scope: { departments: ['d_sales'] } }, /Nobody can be given a lead: none of 2 agents/],
    ['one agent alone', { scope: { agents: ['a_asha'] } }, /Only Asha/],
    ['no recycling', { maxRecycles: 0 }, /maxRecycles is 0/],
    ['hours without a day', { callingHours: { start: '09:00', end: '18:00', days: [] } }, /calling hours hold no moment/],
    ['hours that end as they begin', { callingHours: { start: '09:00', end: '09:00', days: [1] } }, /calling hours hold no moment/],
    ['one agent alone, with nobody excluded', { scope: { agents: ['a_asha'] }, excludePrevious: 0 }, /Only Asha/],
  ])('warns where it can never assign: %s', async (_what, policy, warning) => {
    const { call, tokens } = await aTeam();
    const { json } = await call('PUT', '/api/settings/auto-assignment', { token: tokens.admin, body: { enabled: true, ...policy } });
    expect(json.warnings).toEqual([expect.stringMatching(warning)]);
  });

  it.each([
    ['statuses.1', { statuses: ['missed', 'no-such'] }],
    ['scope.agents.0', { scope: { agents: ['a_none'] } }],
    ['callingHours.end', { callingHours: { start: '18:00', end: '09:00', days: [1] } }],
    ['callingHours.start', { callingHours: { start: '9:00', end: '18:00', days: [1] } }],
    ['callingHours.days.0', { callingHours: { start: '09:00', end: '18:00', days: [8] } }],
    ['runAt', { runAt: '24:00' }],
    ['afterAttempts', { afterAttempts: 0 }],
  ])('refuses a policy whose %s is not valid', async (path, policy) => {
    const { call, tokens } = await aTeam();
    const { status, json } = await call('PUT', '/api/settings/auto-assignment', { token: tokens.admin, body: policy });
    expect([status, json.errors[0].path]).toEqual([400, path]);
  });
});

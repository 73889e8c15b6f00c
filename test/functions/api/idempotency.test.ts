import { describe, expect, it } from 'vitest';
import { aTeam } from './a-team.ts';

/** Of each route that creates a thing, two bodies; what the second would make is another thing. */
const bodies = [
  ['/api/workspaces', { name: 'East', timezone: 'Asia/Kolkata' }, { name: 'West', timezone: 'Asia/Kolkata' }],
  ['/api/tokens', { name: 'East', role: 'manager' }, { name: 'East', role: 'admin' }],
  ['/api/agents', { name: 'Anu', email: 'anu@example.com' }, { name: 'Balu', email: 'balu@example.com' }],
  ['/api/branches', { name: 'East' }, { name: 'West' }],
  ['/api/departments', { name: 'East' }, { name: 'West' }],
  ['/api/campaigns', { name: 'East' }, { name: 'West' }],
  ['/api/lead-statuses', { name: 'East' }, { name: 'West' }],
  ['/api/connections', { dialler: 'standard', name: 'East' }, { dialler: 'standard', name: 'West' }],
  ['/api/calls', { leadId: 'l_asha', status: 'Busy', durationSeconds: 0 }, { leadId: 'l_asha', status: 'Called', durationSeconds: 9 }],
  ['/api/leads', { phone: '9811122331' }, { phone: '9811122332' }],
  ['/api/leads/l_asha/follow-ups', { note: 'East' }, { note: 'West' }],
  [
    '/api/exports',
    { kind: 'calls', format: 'csv', from: '2026-11-01', to: '2026-11-02' },
    { kind: 'calls', format: 'csv', from: '2026-11-01', to: '2026-11-03' },
  ],
] as const;

/** A team, and how its operator sends a request under one key. */
async function underOneKey() {
  const { call, tokens } = await aTeam();
  const headers = { 'idempotency-key': 'k-1' };
  return (path: string, body: unknown) => call('POST', path, { token: tokens.operator, body, headers });
}

describe('one Idempotency-Key', () => {
  it.each(bodies)('is one request to %s: with another body it is refused', async (path, body, other) => {
    const send = await underOneKey();
    const first = await send(path, body);
    expect(first.status).toBeLessThan(300);
    const refused = await send(path, other);
    expect([refused.status, refused.json.detail]).toEqual([409, expect.stringContaining('another body')]);
    const again = await send(path, body);
    expect([again.status < 300, again.json.id]).toEqual([true, first.json.id]);
  });

  it('is one file of leads', async () => {
    const { call, tokens } = await aTeam();
    const send = (rawBody: string) =>
      call('POST', '/api/leads/import', { token: tokens.manager, rawBody, headers: { 'idempotency-key': 'k-1' } });
    expect((await send('phone\n9811122331\n')).json.imported).toBe(1);
    expect((await send('phone\n9811122332\n')).status).toBe(409);
    expect((await send('phone\n9811122331\n')).json.imported).toBe(1);
  });

  it('stands for the fields and not for how they are written', async () => {
    const send = await underOneKey();
    const first = await send('/api/agents', { name: 'Anu', email: 'anu@example.com' });
    expect((await send('/api/agents', { email: 'anu@example.com', name: ' Anu ' })).json.id).toBe(first.json.id);
  });

  it('may be used again for what was refused and is put right', async () => {
    const send = await underOneKey();
    expect((await send('/api/agents', { name: 'Anu', email: 'anu@example.com', branch: 'br_none' })).status).toBe(400);
    expect((await send('/api/agents', { name: 'Anu', email: 'anu@example.com' })).status).toBe(201);
  });
});

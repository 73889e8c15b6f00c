import { describe, expect, it } from 'vitest';
import { aLead, at } from '../../builders.ts';
import { aTeam } from './a-team.ts';

/** A team whose operator has made another workspace. */
async function aSecondWorkspace() {
  const team = await aTeam();
  const body = { name: 'Acme', timezone: 'Asia/Kolkata' };
  const { id, token } = (await team.call('POST', '/api/workspaces', { token: team.tokens.operator, body })).json;
  const remove = (workspace = id) => team.call('DELETE', `/api/workspaces/${workspace}`, { token: team.tokens.operator });
  return { ...team, id: id as string, token: token as string, remove };
}

describe('a workspace', () => {
  it('is renamed by its admin, and by nobody else’s', async () => {
    const { call, tokens, id, token } = await aSecondWorkspace();
    const rename = (bearer: string) => call('PATCH', `/api/workspaces/${id}`, { token: bearer, body: { name: 'Acme India' } });
    expect((await rename(tokens.admin)).status).toBe(404);
    expect((await rename(tokens.operator)).status).toBe(404);
    expect((await rename(token)).json).toEqual({ id, name: 'Acme India', timezone: 'Asia/Kolkata', region: 'IN' });
    expect((await call('GET', `/api/workspaces/${id}`, { token })).json.name).toBe('Acme India');
    expect((await call('GET', '/api/settings', { token })).json.timezone).toBe('Asia/Kolkata');
  });

  it('in which there is nothing is removed by an operator, with its tokens', async () => {
    const { call, dependencies, id, token, remove } = await aSecondWorkspace();
    expect((await remove()).status).toBe(204);
    expect((await call('GET', `/api/workspaces/${id}`, { token })).status).toBe(401);
    expect(await dependencies.workspaces.workspaces()).not.toContain(id);
    expect(await dependencies.workspaces.directory(id)).toBeUndefined();
    expect((await remove()).status).toBe(404);
  });

  it('is not removed by its admin', async () => {
    const { call, id, token } = await aSecondWorkspace();
    expect((await call('DELETE', `/api/workspaces/${id}`, { token })).status).toBe(403);
  });

  it('that the token belongs to stays', async () => {
    const { remove } = await aSecondWorkspace();
    const { status, json } = await remove('w_1');
    expect([status, json.detail]).toEqual([409, expect.stringContaining('your token')]);
  });

  it.each(['agents', 'leads', 'calls', 'connections'])('in which there are %s stays, and says so', async (what) => {
    const { call, dependencies, id, token, remove } = await aSecondWorkspace();
    const { leads, reports } = dependencies;
    const put: Record<string, () => Promise<unknown>> = {
      agents: () => call('POST', '/api/agents', { token, body: { name: 'Anu', email: 'anu@example.com' } }),
      leads: () => leads.save({ before: undefined, after: aLead({ workspace: id, owner: null }), at: at() }),
      calls: () => reports.markDirty({ workspace: id, day: '2026-11-22', mark: 'm', markedAt: at() }),
      connections: () => call('POST', '/api/connections', { token, body: { dialler: 'standard', name: 'Main' } }),
    };
    await put[what]?.();
    const { status, json } = await remove();
    expect([status, json.detail]).toEqual([409, expect.stringContaining(`there are ${what} in it`)]);
    expect((await call('GET', `/api/workspaces/${id}`, { token })).status).toBe(200);
  });
});

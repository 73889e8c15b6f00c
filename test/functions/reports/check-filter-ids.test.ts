import { describe, expect, it } from 'vitest';
import { checkFilterIds } from '../../../functions/reports/check-filter-ids.ts';
import { aDirectory, anAgent } from '../../builders.ts';
import { aTeam } from '../api/a-team.ts';

const span = 'from=2026-11-01&to=2026-11-22';

describe('checkFilterIds', () => {
  it.each([
    [`?${span}&agent=a_none`, 'agent'],
    [`?${span}&branch=br_none&format=csv`, 'branch'],
    [`?${span}&department=d_none`, 'department'],
    [`?${span}&campaign=cm_none`, 'campaign'],
    [`/service-level?${span}&campaign=cm_none`, 'campaign'],
    ['/reach?by=tag&owner=a_none', 'owner'],
  ])('/api/reports%s is refused, naming %s', async (asked, path) => {
    const { call, tokens } = await aTeam();
    const { status, json } = await call('GET', `/api/reports${asked}`, { token: tokens.manager });
    expect([status, json.errors?.map((error: { path: string }) => error.path)]).toEqual([400, [path]]);
  });

  it('lets pass whom the workspace knows, and a tag that nobody has', async () => {
    const { call, tokens } = await aTeam();
    expect((await call('GET', `/api/reports?${span}&agent=a_asha&tag=none`, { token: tokens.manager })).status).toBe(200);
  });

  it('lets pass what was removed and still has its numbers', () => {
    const directory = aDirectory({ agents: [anAgent('a_asha')] });
    expect(() => checkFilterIds({ agent: 'a_gone' }, 3, directory)).not.toThrow();
    expect(() => checkFilterIds({ agent: 'a_gone' }, 0, directory)).toThrow('a_gone');
  });
});

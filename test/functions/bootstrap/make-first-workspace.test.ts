import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { bootstrapRequest, makeFirstWorkspace } from '../../../functions/bootstrap/make-first-workspace.ts';
import { at } from '../../builders.ts';
import { memoryWorkspaceStore } from '../../doubles/memory-workspace-store.ts';

function aWorld() {
  return { workspaces: memoryWorkspaceStore(), randomBytes: (count: number) => Buffer.alloc(count, 5), now: () => at() };
}

const request = { name: 'Local', timezone: 'Asia/Kolkata', region: 'IN' };
const hashOf = (token: string) => createHash('sha256').update(token).digest('hex');

describe('makeFirstWorkspace', () => {
  it('makes a workspace and tells its token this once', async () => {
    const world = aWorld();
    const first = await makeFirstWorkspace(request, world);
    expect(first).toMatchObject({ created: true, token: expect.stringMatching(/^rdl_.{32}$/) });
    expect(await makeFirstWorkspace(request, world)).toEqual({ workspace: first.workspace, created: false, token: null });
    expect(await world.workspaces.directory(first.workspace)).toMatchObject({
      name: 'Local',
      settings: { timezone: 'Asia/Kolkata', region: 'IN' },
    });
  });

  it('takes the token that it is given, whatever it looks like, and keeps its hash alone', async () => {
    const world = aWorld();
    const { workspace } = await makeFirstWorkspace({ ...request, token: 'my-first-token' }, world);
    const kept = await world.workspaces.tokenByHash(hashOf('my-first-token'));
    expect(kept).toMatchObject({ workspace, role: 'operator' });
    expect(JSON.stringify(kept)).not.toContain('my-first-token');
  });

  it('adds a token that is given later, to the same workspace', async () => {
    const world = aWorld();
    const { workspace } = await makeFirstWorkspace(request, world);
    expect(await makeFirstWorkspace({ ...request, token: 'second' }, world)).toEqual({ workspace, created: false, token: 'second' });
  });

  it.each([
    ['a zone that does not exist', { ...request, timezone: 'Mars/Olympus' }, 'timezone'],
    ['a region that is no country code', { ...request, region: 'India' }, 'region'],
    ['no name', { ...request, name: '' }, 'name'],
    ['a field that it does not know', { ...request, tokn: 'x' }, ''],
  ])('refuses %s', (_what, wrong, path) => {
    const parsed = bootstrapRequest.safeParse(wrong);
    expect(parsed.error?.issues[0]?.path.join('.')).toBe(path);
  });
});

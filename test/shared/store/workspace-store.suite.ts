import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type ApiToken, defaultPolicy, defaultSettings } from '../../../shared/domain/workspace.ts';
import { newId } from '../../../shared/store/ids.ts';
import type { WorkspaceStore } from '../../../shared/store/workspace-store.ts';
import { anAgent, at } from '../../builders.ts';
import { aWorkspace } from './a-recorded-call.ts';

const settings = { ...defaultSettings, timezone: 'Asia/Kolkata', region: 'IN' };

async function created(store: WorkspaceStore): Promise<string> {
  const id = aWorkspace();
  expect(await store.createWorkspace({ id, name: 'Pune', settings, createdAt: at() })).toBe(true);
  return id;
}

function aToken(workspace: string): ApiToken {
  const id = newId('t');
  const hash = createHash('sha256').update(id).digest('hex');
  return { id, workspace, name: 'Reports', role: 'manager', agent: null, branch: 'b_1', department: null, hash, createdAt: at() };
}

/** What every store of workspaces does. */
export function describeWorkspaceStore(kind: string, storeOf: () => WorkspaceStore): void {
  describe(`workspaces in ${kind}`, () => {
    it('start with the default policy and the nine lead statuses, of which three are protected', async () => {
      const store = storeOf();
      const workspace = await created(store);
      const directory = await store.directory(workspace);
      expect(directory).toMatchObject({
        workspace,
        name: 'Pune',
        settings,
        policy: defaultPolicy,
        agents: [],
        branches: [],
        campaigns: [],
      });
      expect(directory?.leadStatuses.map(({ name }) => name)).toEqual([
        'Unassigned',
        'Assigned',
        'Followups',
        'Interested',
        'Not Interested',
        'Not Picked',
        'Missed',
        'Wrong Number',
        'Customer',
      ]);
      const guarded = directory?.leadStatuses.filter((status) => status.protected).map(({ id }) => id);
      expect(guarded).toEqual(['unassigned', 'followups', 'customer']);
    });

    it('are renamed, and keep everything else', async () => {
      const store = storeOf();
      const workspace = await created(store);
      const before = await store.directory(workspace);
      await store.renameWorkspace(workspace, 'Mumbai');
      expect(await store.directory(workspace)).toEqual({ ...before, name: 'Mumbai' });
    });

    it('are removed with their structure and tokens, and no other workspace with them', async () => {
      const store = storeOf();
      const [workspace, other] = [await created(store), await created(store)];
      const [token, others] = [aToken(workspace), aToken(other)];
      for (const one of [token, others]) await store.saveToken(one);
      await store.saveEntity(workspace, 'branch', { id: 'b_1', name: 'North' });
      await store.removeWorkspace(workspace);
      expect(await store.directory(workspace)).toBeUndefined();
      expect(await store.entities(workspace, 'branch')).toEqual([]);
      expect(await store.workspaces()).not.toContain(workspace);
      expect([await store.tokenByHash(token.hash), await store.tokens(workspace)]).toEqual([undefined, []]);
      expect(await store.tokenByHash(others.hash)).toEqual(others);
      expect((await store.directory(other))?.name).toBe('Pune');
    });

    it('are made once, and known from then on', async () => {
      const store = storeOf();
      const workspace = await created(store);
      expect(await store.createWorkspace({ id: workspace, name: 'Other', settings, createdAt: at() })).toBe(false);
      expect((await store.directory(workspace))?.name).toBe('Pune');
      expect(await store.workspaces()).toContain(workspace);
      expect(await store.directory(aWorkspace())).toBeUndefined();
    });

    it('show changed settings and policy at once', async () => {
      const store = storeOf();
      const workspace = await created(store);
      const policy = {
        ...defaultPolicy,
        enabled: true,
        callingHours: { start: '09:00', end: '18:00', days: [1, 2] },
        scope: { branches: ['b_1'] },
      };
      await store.saveSettings(workspace, { ...settings, conversationSeconds: 45 });
      await store.savePolicy(workspace, policy);
      expect(await store.directory(workspace)).toMatchObject({ settings: { ...settings, conversationSeconds: 45 }, policy });
    });

    it('that were never made cannot be set', async () => {
      const store = storeOf();
      await expect(store.saveSettings('w_none', settings)).rejects.toThrow('"w_none": there is none');
      await expect(store.savePolicy('w_none', defaultPolicy)).rejects.toThrow('"w_none": there is none');
    });

    it('hold people and structure, each in the order of their ids', async () => {
      const store = storeOf();
      const workspace = await created(store);
      const [asha, ravi] = [anAgent('a_asha', { externalIds: ['7'], leadCap: 0 }), anAgent('a_ravi', { phone: '+919812345678' })];
      await store.saveEntity(workspace, 'agent', ravi);
      await store.saveEntity(workspace, 'agent', asha);
      await store.saveEntity(workspace, 'branch', { id: 'b_1', name: 'Pune' });
      await store.saveEntity(workspace, 'lead-status', { id: 's_1', name: 'On hold', protected: false });
      expect(await store.entities(workspace, 'agent')).toEqual([asha, ravi]);
      expect(await store.entity(workspace, 'agent', 'a_ravi')).toEqual(ravi);
      expect(await store.entity(workspace, 'branch', 'a_ravi')).toBeUndefined();
      const directory = await store.directory(workspace);
      expect(directory).toMatchObject({ agents: [asha, ravi], branches: [{ id: 'b_1', name: 'Pune' }], departments: [] });
      expect(directory?.leadStatuses.at(-1)).toEqual({ id: 's_1', name: 'On hold', protected: false });
    });

    it('do not write over a person where a new one is meant, and say whether one was removed', async () => {
      const store = storeOf();
      const workspace = await created(store);
      const branch = { id: 'b_1', name: 'Pune' };
      expect(await store.saveEntity(workspace, 'branch', branch, { ifNew: true })).toBe(true);
      expect(await store.saveEntity(workspace, 'branch', { ...branch, name: 'Delhi' }, { ifNew: true })).toBe(false);
      expect(await store.saveEntity(workspace, 'branch', { ...branch, name: 'Nashik' })).toBe(true);
      expect(await store.entity(workspace, 'branch', 'b_1')).toEqual({ id: 'b_1', name: 'Nashik' });
      expect(await store.removeEntity(workspace, 'branch', 'b_1')).toBe(true);
      expect(await store.removeEntity(workspace, 'branch', 'b_1')).toBe(false);
    });

    it('know a request by its key again, with the same body alone, until it is forgotten', async () => {
      const store = storeOf();
      const workspace = await created(store);
      const keep = (body: string, key = 'k_1', where = workspace) => store.keepRequest(where, { key, body, at: at() });
      expect([await keep('one'), await keep('one'), await keep('other'), await keep('one')]).toEqual([true, true, false, true]);
      expect([await keep('other', 'k_2'), await keep('other', 'k_1', aWorkspace())]).toEqual([true, true]);
      await store.forgetRequest(workspace, 'k_1');
      expect(await keep('other')).toBe(true);
    });

    it('have one token of an id, and so one secret, where a new one is meant', async () => {
      const store = storeOf();
      const workspace = await created(store);
      const token = aToken(workspace);
      const other = { ...token, hash: aToken(workspace).hash };
      const saved = await Promise.all([token, other].map((one) => store.saveToken(one, { ifNew: true })));
      expect(saved.filter((isNew) => isNew).length).toBeLessThan(2);
      expect(await store.saveToken(other, { ifNew: true })).toBe(saved.every((isNew) => !isNew));
      const known = await Promise.all([token, other].map(({ hash }) => store.tokenByHash(hash)));
      expect(known.filter((one) => one !== undefined)).toHaveLength(1);
      await store.removeToken(workspace, token.id);
      expect(await Promise.all([token, other].map(({ hash }) => store.tokenByHash(hash)))).toEqual([undefined, undefined]);
    });

    it('know their tokens by hash alone, and list them', async () => {
      const store = storeOf();
      const workspace = await created(store);
      const tokens = [aToken(workspace), aToken(workspace)].sort((a, b) => (a.id < b.id ? -1 : 1));
      for (const token of [...tokens, aToken(aWorkspace())]) await store.saveToken(token);
      expect(await store.tokens(workspace)).toEqual(tokens);
      const [first, second] = tokens;
      expect(first && (await store.tokenByHash(first.hash))).toEqual(first);
      expect(await store.tokenByHash('0'.repeat(64))).toBeUndefined();
      expect(first && (await store.removeToken(workspace, first.id))).toBe(true);
      expect(first && (await store.removeToken(workspace, first.id))).toBe(false);
      expect(first && (await store.tokenByHash(first.hash))).toBeUndefined();
      expect(second && (await store.removeToken(aWorkspace(), second.id))).toBe(false);
      expect(await store.tokens(workspace)).toEqual([second]);
    });
  });
}

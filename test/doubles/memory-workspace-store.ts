import { type ApiToken, type AssignmentPolicy, type Directory, defaultPolicy, type Settings } from '../../shared/domain/workspace.ts';
import { builtInLeadStatuses } from '../../shared/store/built-in-lead-statuses.ts';
import { directoryFrom } from '../../shared/store/directory-from.ts';
import { type Entity, type EntityKind, entityKinds, type WorkspaceStore } from '../../shared/store/workspace-store.ts';

type Kept = { name: string; settings: Settings; policy: AssignmentPolicy };

/** Workspaces, their people and tokens in memory. */
export function memoryWorkspaceStore(): WorkspaceStore {
  const workspaces = new Map<string, Kept>();
  const structure = new Map<string, Map<string, Entity>>();
  const tokens = new Map<string, ApiToken>();
  const requests = new Map<string, string>();

  function kept(id: string): Kept {
    const workspace = workspaces.get(id);
    if (!workspace) throw new Error(`Cannot write to the workspace "${id}": there is none. Create it first`);
    return workspace;
  }
  const entitiesOf = (workspace: string, kind: EntityKind) => structure.get(`${workspace}#${kind}`) ?? new Map<string, Entity>();
  const inOrder = (entities: Map<string, Entity>) => structuredClone([...entities.values()].sort((a, b) => (a.id < b.id ? -1 : 1)));

  return {
    workspaces: async () => [...workspaces.keys()].sort(),
    directory: async (workspace): Promise<Directory | undefined> => {
      const known = workspaces.get(workspace);
      if (!known) return undefined;
      const { name, settings, policy } = known;
      const listed = Object.fromEntries(entityKinds.map((kind) => [kind, inOrder(entitiesOf(workspace, kind))]));
      return directoryFrom({ workspace, name, settings: structuredClone(settings), policy: structuredClone(policy), entities: listed });
    },
    createWorkspace: async ({ id, name, settings }) => {
      if (workspaces.has(id)) return false;
      const statuses = new Map<string, Entity>(builtInLeadStatuses.map((status) => [status.id, { ...status }]));
      workspaces.set(id, { name, settings: structuredClone(settings), policy: defaultPolicy });
      structure.set(`${id}#lead-status`, statuses);
      return true;
    },
    renameWorkspace: async (workspace, name) => {
      kept(workspace).name = name;
    },
    removeWorkspace: async (workspace) => {
      workspaces.delete(workspace);
      for (const kind of entityKinds) structure.delete(`${workspace}#${kind}`);
      for (const token of [...tokens.values()]) if (token.workspace === workspace) tokens.delete(token.hash);
    },
    saveSettings: async (workspace, settings) => {
      kept(workspace).settings = structuredClone(settings);
    },
    savePolicy: async (workspace, policy) => {
      kept(workspace).policy = structuredClone(policy);
    },
    entity: async (workspace, kind, id) => structuredClone(entitiesOf(workspace, kind).get(id)),
    entities: async (workspace, kind) => inOrder(entitiesOf(workspace, kind)),
    saveEntity: async (workspace, kind, entity, options) => {
      const known = entitiesOf(workspace, kind);
      if (options?.ifNew && known.has(entity.id)) return false;
      structure.set(`${workspace}#${kind}`, known.set(entity.id, structuredClone(entity)));
      return true;
    },
    removeEntity: async (workspace, kind, id) => entitiesOf(workspace, kind).delete(id),
    keepRequest: async (workspace, { key, body }) => {
      const id = `${workspace}#${key}`;
      const known = requests.get(id) ?? body;
      requests.set(id, known);
      return known === body;
    },
    forgetRequest: async (workspace, key) => {
      requests.delete(`${workspace}#${key}`);
    },
    tokenByHash: async (hash) => structuredClone(tokens.get(hash)),
    tokens: async (workspace) =>
      structuredClone([...tokens.values()].filter((token) => token.workspace === workspace).sort((a, b) => (a.id < b.id ? -1 : 1))),
    saveToken: async (token, options) => {
      const isThere = [...tokens.values()].some(({ workspace, id }) => workspace === token.workspace && id === token.id);
      if (options?.ifNew && isThere) return false;
      tokens.set(token.hash, structuredClone(token));
      return true;
    },
    removeToken: async (workspace, id) => {
      const token = [...tokens.values()].find((one) => one.workspace === workspace && one.id === id);
      return token !== undefined && tokens.delete(token.hash);
    },
  };
}

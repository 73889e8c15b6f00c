import type { Instant } from '../domain/instant.ts';
import type { ApiToken, AssignmentPolicy, Directory, Settings } from '../domain/workspace.ts';

export const entityKinds = ['agent', 'branch', 'department', 'campaign', 'lead-status'] as const;
export type EntityKind = (typeof entityKinds)[number];

/** A person or a part of the structure as it is kept: an id and its fields. */
export type Entity = { id: string } & Record<string, unknown>;

/** A request with an Idempotency-Key, as far as it must be known again: hashes of its key and of its body. */
export type KeyedRequest = { key: string; body: string };

export type WorkspaceStore = {
  /** Ids of all workspaces, in order. */
  workspaces(): Promise<string[]>;
  /** Everything of a workspace in one query; undefined where there is none. */
  directory(workspace: string): Promise<Directory | undefined>;
  /** @returns false where the workspace is there already. */
  createWorkspace(workspace: { id: string; name: string; settings: Settings; createdAt: string }): Promise<boolean>;
  renameWorkspace(workspace: string, name: string): Promise<void>;
  /** Removes it with its people, structure and tokens, the tokens first. What is in other tables stays. */
  removeWorkspace(workspace: string): Promise<void>;
  saveSettings(workspace: string, settings: Settings): Promise<void>;
  savePolicy(workspace: string, policy: AssignmentPolicy): Promise<void>;
  entity(workspace: string, kind: EntityKind, id: string): Promise<Entity | undefined>;
  /** In the order of their ids. */
  entities(workspace: string, kind: EntityKind): Promise<Entity[]>;
  /** @returns false where `ifNew` was asked and it is there already. */
  saveEntity(workspace: string, kind: EntityKind, entity: Entity, options?: { ifNew?: boolean }): Promise<boolean>;
  /** @returns false where there was none. */
  removeEntity(workspace: string, kind: EntityKind, id: string): Promise<boolean>;
  /**
   * Remembers a request with an Idempotency-Key, for seven days.
   * @returns false where the same key is remembered with another body.
   */
  keepRequest(workspace: string, request: KeyedRequest & { at: Instant }): Promise<boolean>;
  forgetRequest(workspace: string, key: string): Promise<void>;
  tokenByHash(hash: string): Promise<ApiToken | undefined>;
  tokens(workspace: string): Promise<ApiToken[]>;
  /** @returns false where `ifNew` was asked and there is one with its id, or one is being written. */
  saveToken(token: ApiToken, options?: { ifNew?: boolean }): Promise<boolean>;
  removeToken(workspace: string, id: string): Promise<boolean>;
};

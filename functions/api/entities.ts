import type { Directory } from '../../shared/domain/workspace.ts';
import type { Caller } from '../../shared/lambda/http/authorize.ts';
import { notFound, Problem } from '../../shared/lambda/http/problem.ts';
import type { Page } from '../../shared/store/page.ts';
import type { Entity, EntityKind } from '../../shared/store/workspace-store.ts';
import type { ApiDependencies } from './api-dependencies.ts';
import { createdId } from './created-id.ts';
import { directoryOf } from './directory-of.ts';
import { pageOfAll } from './page-of-all.ts';

/** A kind of people or structure: where it is in the directory, and how it is shown. */
export type Kind<Stored extends Entity, Shown> = {
  kind: EntityKind;
  word: string;
  idPrefix: string;
  all: (directory: Directory) => readonly Stored[];
  shown: (stored: Stored, directory: Directory) => Shown;
  sees: (caller: Caller, stored: Stored) => boolean;
};

type Workspaces = Pick<ApiDependencies, 'workspaces'>;

export async function listEntities<Stored extends Entity, Shown>(
  kind: Kind<Stored, Shown>,
  { caller, query }: { caller: Caller; query: { limit: number; cursor?: string | undefined } },
  dependencies: Workspaces,
): Promise<Page<Shown>> {
  const directory = await directoryOf(caller.workspace, dependencies);
  const seen = kind.all(directory).filter((stored) => kind.sees(caller, stored));
  const { items, next } = pageOfAll(seen, query);
  return { items: items.map((stored) => kind.shown(stored, directory)), next };
}

type One = { caller: Caller; params: { id: string } };

export async function getEntity<Stored extends Entity, Shown>(
  kind: Kind<Stored, Shown>,
  one: One,
  dependencies: Workspaces,
): Promise<Shown> {
  const directory = await directoryOf(one.caller.workspace, dependencies);
  return kind.shown(found(kind, one, directory), directory);
}

type Creation<Stored> = {
  caller: Caller;
  operation: string;
  idempotencyKey: string | undefined;
  make: (id: string, directory: Directory) => Stored;
};

/** The same Idempotency-Key again finds what it made, as it is now. */
export async function createEntity<Stored extends Entity, Shown>(
  kind: Kind<Stored, Shown>,
  { caller, operation, idempotencyKey, make }: Creation<Stored>,
  dependencies: Workspaces,
): Promise<Shown> {
  const { workspace } = caller;
  const id = createdId(kind.idPrefix, { workspace, operation, idempotencyKey });
  const directory = await directoryOf(workspace, dependencies);
  const known = kind.all(directory).find((stored) => stored.id === id);
  if (known) return kind.shown(known, directory);

  const made = make(id, directory);
  const isNew = await dependencies.workspaces.saveEntity(workspace, kind.kind, made, { ifNew: true });
  return isNew ? kind.shown(made, directory) : getEntity(kind, { caller, params: { id } }, dependencies);
}

type Change<Stored> = One & { change: (stored: Stored, directory: Directory) => Stored };

export async function changeEntity<Stored extends Entity, Shown>(
  kind: Kind<Stored, Shown>,
  { change, ...one }: Change<Stored>,
  dependencies: Workspaces,
): Promise<Shown> {
  const directory = await directoryOf(one.caller.workspace, dependencies);
  const changed = change(found(kind, one, directory), directory);
  await dependencies.workspaces.saveEntity(one.caller.workspace, kind.kind, changed);
  return kind.shown(changed, directory);
}

/** Why a thing cannot be removed and what to do instead; undefined where nothing speaks against it. */
export type Needed<Stored> = (stored: Stored, directory: Directory) => Promise<string | undefined> | string | undefined;

export async function removeEntity<Stored extends Entity, Shown>(
  kind: Kind<Stored, Shown>,
  { needed, ...one }: One & { needed: Needed<Stored> },
  dependencies: Workspaces,
): Promise<void> {
  const directory = await directoryOf(one.caller.workspace, dependencies);
  const stored = found(kind, one, directory);
  const why = await needed(stored, directory);
  if (why !== undefined) throw new Problem(409, `The ${kind.word} "${stored.id}" cannot be removed: ${why}`);
  await dependencies.workspaces.removeEntity(one.caller.workspace, kind.kind, stored.id);
}

function found<Stored extends Entity, Shown>(kind: Kind<Stored, Shown>, { caller, params }: One, directory: Directory): Stored {
  const stored = kind.all(directory).find(({ id }) => id === params.id);
  if (!stored || !kind.sees(caller, stored)) throw notFound(kind.word, params.id);
  return stored;
}

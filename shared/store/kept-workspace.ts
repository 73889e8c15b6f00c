import * as z from 'zod';
import type { Directory } from '../domain/workspace.ts';
import { directoryFrom, type KeptWorkspace } from './directory-from.ts';
import { type Entity, type EntityKind, entityKinds } from './workspace-store.ts';

/** Every item of a workspace's partition holds one thing, under `value`. */
const keptPart = z.object({ sk: z.string(), value: z.looseObject({}) });
const keptEntity = z.object({ value: z.looseObject({ id: z.string() }) });

const named = z.object({ name: z.string() });
const settings = z.looseObject({ timezone: z.string(), region: z.string() });

/** The directory that all items of a workspace's partition make; undefined for none. */
export function directoryOf(workspace: string, items: readonly Record<string, unknown>[]): Directory | undefined {
  const parts = new Map(items.map((item) => keptPart.parse(item)).map(({ sk, value }) => [sk, value]));
  const itself = parts.get('workspace');
  if (!itself) return undefined;
  const entities: KeptWorkspace['entities'] = {};
  for (const kind of entityKinds) entities[kind] = entitiesIn(kind, items);
  return directoryFrom({
    workspace,
    name: named.parse(itself).name,
    settings: settings.parse(parts.get('settings')),
    policy: parts.get('policy') ?? {},
    entities,
  });
}

export function entityOf(item: Record<string, unknown>): Entity {
  return keptEntity.parse(item).value;
}

function entitiesIn(kind: EntityKind, items: readonly Record<string, unknown>[]): Entity[] {
  return items.filter(({ sk }) => typeof sk === 'string' && sk.startsWith(`${kind}#`)).map(entityOf);
}

import type { Named } from '../../shared/domain/workspace.ts';

/** How people and structure are shown; one that was removed keeps its id, so that past calls still tell them apart. */
export function namedIn(list: readonly Named[], id: string | null | undefined): Named | null {
  if (id === null || id === undefined) return null;
  return { id, name: list.find((one) => one.id === id)?.name ?? `removed (${id})` };
}

import type { Export } from '../../shared/domain/export.ts';
import { compare } from '../../shared/domain/said.ts';
import type { ExportStore } from '../../shared/store/export-store.ts';

/** Exports in memory. */
export function memoryExportStore(): ExportStore {
  const kept = new Map<string, Export>();
  return {
    get: async (workspace, id) => structuredClone(kept.get(`${workspace}#${id}`)),
    list: async (workspace) =>
      structuredClone([...kept.values()])
        .filter((one) => one.workspace === workspace)
        .map((one) => ({ ...one, checkpoint: null }))
        .sort((a, b) => compare(b.createdAt, a.createdAt) || compare(a.id, b.id)),
    save: async (one) => {
      const key = `${one.workspace}#${one.id}`;
      if ((kept.get(key)?.version ?? 0) !== one.version - 1) return 'conflict';
      kept.set(key, structuredClone(one));
      return 'saved';
    },
  };
}

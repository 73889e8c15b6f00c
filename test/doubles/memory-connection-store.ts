import type { Connection } from '../../shared/domain/workspace.ts';
import { type ConnectionStore, listedConnection } from '../../shared/store/connection-store.ts';

/** Connections in memory. */
export function memoryConnectionStore(): ConnectionStore {
  const kept = new Map<string, Connection>();
  return {
    get: async (id) => structuredClone(kept.get(id)),
    list: async (workspace) => {
      const found = [...kept.values()].filter((connection) => connection.workspace === workspace);
      return structuredClone(found.sort((a, b) => (a.id < b.id ? -1 : 1)).map(listedConnection));
    },
    save: async (connection, options) => {
      if (options?.ifNew && kept.has(connection.id)) return false;
      kept.set(connection.id, structuredClone(connection));
      return true;
    },
    remove: async (id) => kept.delete(id),
  };
}

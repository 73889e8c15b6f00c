import type { Connection } from '../domain/workspace.ts';

export type ConnectionStore = {
  get(id: string): Promise<Connection | undefined>;
  /** In the order of their ids. */
  list(workspace: string): Promise<Connection[]>;
  /** @returns false where `ifNew` was asked and it is there already. */
  save(connection: Connection, options?: { ifNew?: boolean }): Promise<boolean>;
  /** @returns false where there was none. */
  remove(id: string): Promise<boolean>;
};

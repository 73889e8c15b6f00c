import type { Connection } from '../domain/workspace.ts';

/** A connection as it stands in lists: with how many secrets, without any. */
export type ListedConnection = Omit<Connection, 'secrets'> & { secretCount: number };

export type ConnectionStore = {
  get(id: string): Promise<Connection | undefined>;
  /** In the order of their ids. */
  list(workspace: string): Promise<ListedConnection[]>;
  /** @returns false where `ifNew` was asked and it is there already. */
  save(connection: Connection, options?: { ifNew?: boolean }): Promise<boolean>;
  /** @returns false where there was none. */
  remove(id: string): Promise<boolean>;
};

export function listedConnection({ secrets, ...connection }: Connection): ListedConnection {
  return { ...connection, secretCount: secrets.length };
}

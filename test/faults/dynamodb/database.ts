import { ServiceError } from './service-error.ts';
import type { Table } from './table.ts';

/** What every operation works on. */
export type Database = {
  tables: Map<string, Table>;
  now: () => number;
  /** How many writes of its table a query of an index, or an eventually consistent read of the table itself, does not see yet. */
  lagOf: (table: string, index: string | undefined) => number;
  /** Transactions that took effect, by their client's token. */
  tokens: Map<string, { content: string; atMs: number }>;
};

/** A table by its name or ARN. @throws ServiceError where there is none. */
export function tableOf({ tables }: Database, nameOrArn: string): Table {
  const name = nameOrArn.slice(nameOrArn.lastIndexOf('/') + 1);
  const table = tables.get(name);
  if (table === undefined) throw new ServiceError('ResourceNotFoundException', `Cannot do operations on a non-existent table: ${name}`);
  return table;
}

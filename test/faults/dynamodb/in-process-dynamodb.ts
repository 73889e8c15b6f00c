import type { TableWiring } from '../../../local/wiring.ts';
import { type Database, tableOf } from './database.ts';
import { batchGetItem } from './operations/batch-get-item.ts';
import { batchWriteItem } from './operations/batch-write-item.ts';
import { getItem } from './operations/get-item.ts';
import { query } from './operations/query.ts';
import { createTable, describeTable } from './operations/tables.ts';
import { transactWriteItems } from './operations/transact-write-items.ts';
import { deleteItem, putItem, updateItem } from './operations/writes.ts';
import { ServiceError } from './service-error.ts';
import { type Stream, streamOf } from './stream.ts';
import { Table } from './table.ts';
import { tableDefinition } from './table-definition.ts';
import type { Item } from './values/attribute-value.ts';

const operations: Record<string, (database: Database, input: unknown) => object> = {
  BatchGetItem: batchGetItem,
  BatchWriteItem: batchWriteItem,
  CreateTable: createTable,
  DeleteItem: deleteItem,
  DescribeTable: describeTable,
  GetItem: getItem,
  PutItem: putItem,
  Query: query,
  TransactWriteItems: transactWriteItems,
  UpdateItem: updateItem,
};

export type InProcessDynamoDb = {
  /**
   * What DynamoDB answers to the JSON of a request. Answers share their attributes with what is stored: read them, never change them.
   * @throws Error for an operation or parameter that is not modelled.
   */
  handle: (operation: string, input: unknown) => { status: number; body: unknown };
  /** @throws Error for a table that is not there or has no stream. */
  streamOf: (table: string) => Stream;
  /** Everything in a table, partition by partition. */
  items: (table: string) => Item[];
};

export type InProcessOptions = {
  tables: readonly Pick<TableWiring, 'name' | 'arn' | 'streamArn' | 'definition'>[];
  /** Milliseconds since 1970. */
  now: () => number;
  /** How many of the table's last writes a query of this index, or an eventually consistent read without one, does not see; asked at each. */
  lagOf?: (table: string, index: string | undefined) => number;
};

/**
 * DynamoDB in this process, as far as Redial uses it, for tests that run thousands of times: reads and writes take microseconds,
 * time is an argument, and nothing happens by itself: no throttling, no expiry, no lag that was not asked for.
 * It is held to DynamoDB Local by `in-process-dynamodb.test.ts`.
 */
export function inProcessDynamoDb({ tables, now, lagOf = () => 0 }: InProcessOptions): InProcessDynamoDb {
  const database: Database = { tables: new Map(), now, lagOf, tokens: new Map() };
  for (const { definition, ...named } of tables) database.tables.set(named.name, new Table(tableDefinition(named, definition)));

  function handle(operation: string, input: unknown): { status: number; body: unknown } {
    const run = operations[operation];
    if (run === undefined) throw new Error(`Cannot answer ${operation}: the in-process DynamoDB does not model it`);
    try {
      return { status: 200, body: run(database, input) };
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      const __type = `com.amazonaws.dynamodb.v20120810#${error.code}`;
      return { status: 400, body: { __type, message: error.message, ...error.details } };
    }
  }

  return {
    handle,
    streamOf: (table) => streamOf(tableOf(database, table)),
    items: (table) => tableOf(database, table).items.all(),
  };
}

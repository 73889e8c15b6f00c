import type { TableWiring } from '../../../../local/wiring.ts';
import { inProcessDynamoDb } from '../../dynamodb/in-process-dynamodb.ts';
import type { Item } from '../simulation.ts';

export type TableAnswer = { status: number; body: unknown };

/** A change as Lambda hands it to a function. */
export type ChangeRecord = { dynamodb: { SequenceNumber: string; ApproximateCreationDateTime: number; Keys: Record<string, unknown> } };

/** The tables of a simulation. Each answer is there when the promise, or at once where there is none. */
export type Tables = {
  /** `lag`: how many of the last writes a query of an index does not see. */
  handle: (operation: string, input: unknown, lag: number) => TableAnswer | Promise<TableAnswer>;
  /** All changes after the sequence number, or all there are. */
  changes: (table: string, after: string | undefined) => ChangeRecord[] | Promise<ChangeRecord[]>;
  items: (table: string) => Item[] | Promise<Item[]>;
  close: () => Promise<void>;
};

/** How late an index may be: DynamoDB's are late by fractions of a second, and no more than this is promised for. */
const latestIndexMs = 20_000;
const writing = /^(?:Put|Update|Delete|Transact)/;

/** The table that a request names, once for each item that it writes. */
function tablesIn(input: unknown): string[] {
  return [...JSON.stringify(input).matchAll(/"TableName":"([^"]+)"/g)].map(([, table = '']) => table);
}

/** In this process: every answer is there at once. */
export function inProcessTables(tables: TableWiring[], now: () => number): Tables {
  let lagNow = 0;
  const writes: { table: string; at: number }[] = [];
  const dynamoDb = inProcessDynamoDb({ tables, now, lagOf: () => lagNow });
  return {
    handle(operation, input, lag) {
      lagNow =
        lag === 0 ? 0 : Math.min(lag, writes.filter(({ table, at }) => table === tablesIn(input)[0] && at > now() - latestIndexMs).length);
      const answer = dynamoDb.handle(operation, input);
      if (answer.status === 200 && writing.test(operation)) for (const table of tablesIn(input)) writes.push({ table, at: now() });
      return answer;
    },
    changes: (table, after) => dynamoDb.streamOf(table).records(after, Number.MAX_SAFE_INTEGER),
    items: (table) => dynamoDb.items(table),
    close: async () => undefined,
  };
}

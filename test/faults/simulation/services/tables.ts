import type { TableWiring } from '../../../../local/wiring.ts';
import { inProcessDynamoDb } from '../../dynamodb/in-process-dynamodb.ts';
import type { Item } from '../simulation.ts';

export type TableAnswer = { status: number; body: unknown };

/** A change as Lambda hands it to a function. */
export type ChangeRecord = { dynamodb: { SequenceNumber: string; ApproximateCreationDateTime: number; Keys: Record<string, unknown> } };

/** The tables of a simulation. Each answer is there when the promise, or at once where there is none. */
export type Tables = {
  /** `lag`: how many of the last writes a query of an index, or an eventually consistent read, does not see. */
  handle: (operation: string, input: unknown, lag: number) => TableAnswer | Promise<TableAnswer>;
  /** All changes after the sequence number, or all there are. */
  changes: (table: string, after: string | undefined) => ChangeRecord[] | Promise<ChangeRecord[]>;
  items: (table: string) => Item[] | Promise<Item[]>;
  close: () => Promise<void>;
};

/** How late an index may be: DynamoDB's are late by fractions of a second, and no more than this is promised for. */
const latestIndexMs = 20_000;
/** Source: DynamoDB developer guide, "DynamoDB read consistency": usually within one second. */
const latestReadMs = 2_000;
const writing = /^(?:Put|Update|Delete|Transact|BatchWrite)/;

type Written = { TableName?: string; TransactItems?: Record<string, { TableName: string }>[]; RequestItems?: Record<string, unknown[]> };

/** The tables that a request names, once for each item that it writes. */
function tablesIn({ TableName, TransactItems = [], RequestItems = {} }: Written): string[] {
  if (TableName !== undefined) return [TableName];
  const transacted = TransactItems.flatMap((item) => Object.values(item).map((member) => member.TableName));
  return [...transacted, ...Object.entries(RequestItems).flatMap(([table, items]) => items.map(() => table))];
}

/** In this process: every answer is there at once. */
export function inProcessTables(tables: TableWiring[], now: () => number): Tables {
  let lagNow = 0;
  const writes: { table: string; at: number }[] = [];
  const lagOf = (of: string, index: string | undefined): number => {
    if (lagNow === 0) return 0;
    const since = now() - (index === undefined ? latestReadMs : latestIndexMs);
    return Math.min(lagNow, writes.filter(({ table, at }) => table === of && at > since).length);
  };
  const dynamoDb = inProcessDynamoDb({ tables, now, lagOf });
  return {
    handle(operation, input, lag) {
      lagNow = lag;
      const answer = dynamoDb.handle(operation, input);
      if (answer.status === 200 && writing.test(operation))
        for (const table of tablesIn(input as Written)) writes.push({ table, at: now() });
      return answer;
    },
    changes: (table, after) => dynamoDb.streamOf(table).records(after, Number.MAX_SAFE_INTEGER),
    items: (table) => dynamoDb.items(table),
    close: async () => undefined,
  };
}

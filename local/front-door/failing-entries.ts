import * as z from 'zod';

/** What is left of a batch without the entries that are to fail, and how they show in its answer. */
export type PartialBatch = {
  /** Undefined when no entry is left to send. */
  rest: Record<string, unknown> | undefined;
  /** The answer as the service gives it when those entries failed; `answer` is that for the rest, `{}` when none was sent. */
  withFailures: (answer: Record<string, unknown>) => Record<string, unknown>;
};

type Splitter = (document: unknown, fails: (position: number) => boolean) => PartialBatch;

const listSchema = z.looseObject({ Entries: z.array(z.looseObject({ Id: z.string() })) });
const writeSchema = z.looseObject({ RequestItems: z.record(z.string(), z.array(z.unknown())) });
const getSchema = z.looseObject({ RequestItems: z.record(z.string(), z.looseObject({ Keys: z.array(z.unknown()) })) });
const failedSchema = z.looseObject({ Failed: z.array(z.unknown()).default([]), Successful: z.array(z.unknown()).default([]) });
const unprocessedWrites = z.looseObject({ UnprocessedItems: z.record(z.string(), z.array(z.unknown())).default({}) });
const unprocessedKeys = z.looseObject({
  UnprocessedKeys: z.record(z.string(), z.unknown()).default({}),
  Responses: z.record(z.string(), z.unknown()).default({}),
});

const sqsBatch: Splitter = (document, fails) => {
  const batch = listSchema.parse(document);
  const rest = batch.Entries.filter((_entry, position) => !fails(position));
  const failures = batch.Entries.filter((_entry, position) => fails(position)).map(({ Id }) => ({
    Id,
    Code: 'InternalError',
    Message: 'The request processing has failed because of an unknown error.',
    SenderFault: false,
  }));
  return {
    rest: rest.length === 0 ? undefined : { ...batch, Entries: rest },
    withFailures: (answer) => {
      const parsed = failedSchema.parse(answer);
      return { ...parsed, Failed: [...parsed.Failed, ...failures] };
    },
  };
};

const batchWrite: Splitter = (document, fails) => {
  const batch = writeSchema.parse(document);
  const { rest, failing } = splitByTable(batch.RequestItems, fails);
  return {
    rest: isEmpty(rest) ? undefined : { ...batch, RequestItems: rest },
    withFailures: (answer) => {
      const parsed = unprocessedWrites.parse(answer);
      const tables = Object.entries(failing).map(([table, items]) => [table, [...(parsed.UnprocessedItems[table] ?? []), ...items]]);
      return { ...parsed, UnprocessedItems: { ...parsed.UnprocessedItems, ...Object.fromEntries(tables) } };
    },
  };
};

const batchGet: Splitter = (document, fails) => {
  const batch = getSchema.parse(document);
  const keys = Object.fromEntries(Object.entries(batch.RequestItems).map(([table, { Keys }]) => [table, Keys]));
  const { rest, failing } = splitByTable(keys, fails);
  const asked = (keysByTable: Record<string, unknown[]>) =>
    Object.fromEntries(Object.entries(keysByTable).map(([table, Keys]) => [table, { ...batch.RequestItems[table], Keys }]));
  return {
    rest: isEmpty(rest) ? undefined : { ...batch, RequestItems: asked(rest) },
    withFailures: (answer) => {
      const parsed = unprocessedKeys.parse(answer);
      return { ...parsed, UnprocessedKeys: { ...parsed.UnprocessedKeys, ...asked(failing) } };
    },
  };
};

const splitters: Record<string, Splitter> = {
  SendMessageBatch: sqsBatch,
  DeleteMessageBatch: sqsBatch,
  ChangeMessageVisibilityBatch: sqsBatch,
  BatchWriteItem: batchWrite,
  BatchGetItem: batchGet,
};

/** Takes entries (by position, counted over all tables in the request's order) out of a batch; undefined for a call that is no batch. */
export function withoutEntries(operation: string, document: unknown, entries: number[]): PartialBatch | undefined {
  return splitters[operation]?.(document, (position) => entries.includes(position));
}

type ByTable = Record<string, unknown[]>;

function splitByTable(items: ByTable, fails: (position: number) => boolean): { rest: ByTable; failing: ByTable } {
  const numbered = Object.entries(items)
    .flatMap(([table, ofTable]) => ofTable.map((item) => ({ table, item })))
    .map((entry, position) => ({ ...entry, fails: fails(position) }));
  return { rest: byTable(numbered.filter((entry) => !entry.fails)), failing: byTable(numbered.filter((entry) => entry.fails)) };
}

function byTable(entries: { table: string; item: unknown }[]): ByTable {
  const groups = Map.groupBy(entries, ({ table }) => table);
  return Object.fromEntries([...groups].map(([table, group]) => [table, group.map(({ item }) => item)]));
}

function isEmpty(object: object): boolean {
  return Object.keys(object).length === 0;
}

import { type DynamoDBClient, QueryCommand, type QueryCommandInput } from '@aws-sdk/client-dynamodb';

/** An item whose attributes asked for are all text, just as it comes over the wire. */
export type WireItem = Readonly<Record<string, { S: string }>>;

/**
 * Pages of a query for text attributes, for what reads whole days: `JSON.parse` alone reads them. The SDK goes through every attribute once
 * more, which takes several times as long as all the rest; signing, retries and errors stay its own.
 */
export async function* wirePages(client: DynamoDBClient, input: QueryCommandInput): AsyncGenerator<readonly WireItem[]> {
  let start: QueryCommandInput['ExclusiveStartKey'];
  do {
    const command = new QueryCommand(start === undefined ? input : { ...input, ExclusiveStartKey: start });
    const taken = takeItems(command, client);
    const { LastEvaluatedKey } = await client.send(command);
    start = LastEvaluatedKey;
    if (taken.items.length > 0) yield taken.items;
  } while (start !== undefined);
}

// What DynamoDB answers, by its documentation; checking every item by a schema would be what is spared here.
type Answer = { response: { statusCode: number; body: unknown } };
type Page = { Items?: WireItem[] };

/** Reads the items off the answer before the SDK does, and leaves it the rest. */
function takeItems(command: QueryCommand, client: DynamoDBClient): { items: readonly WireItem[] } {
  const taken: { items: readonly WireItem[] } = { items: [] };
  command.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      const { response } = result as Answer;
      if (response.statusCode !== 200) return result;
      const { Items, ...rest } = JSON.parse(Buffer.from(await client.config.streamCollector(response.body)).toString()) as Page;
      taken.items = Items ?? [];
      response.body = Buffer.from(JSON.stringify(rest));
      return result;
    },
    { step: 'deserialize', priority: 'low', name: 'takeItems' },
  );
  return taken;
}

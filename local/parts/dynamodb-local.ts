import { type Part, type PartOptions, startPart } from './part.ts';

/** AWS's DynamoDB Local, with streams, all regions and credentials in one database. Needs a Java runtime, 17 or newer. `pid` is Java's. */
export function startDynamoDbLocal(options: PartOptions): Promise<Part> {
  return startPart(new URL('./dynamodb-local-process.ts', import.meta.url), options);
}

import {
  CreateTableCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  type DynamoDBClient,
  type GlobalSecondaryIndexDescription,
  type KeySchemaElement,
  ResourceNotFoundException,
  type TableDescription,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import type { TableWiring } from '../wiring.ts';

const keys = z.array(z.object({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }));
const projection = z.object({ ProjectionType: z.enum(['ALL', 'KEYS_ONLY', 'INCLUDE']), NonKeyAttributes: z.array(z.string()).optional() });
const index = z.object({ IndexName: z.string(), KeySchema: keys, Projection: projection });

/** What `TableWiring.definition` holds: input of CreateTable. */
const definitionSchema = z.object({
  KeySchema: keys,
  AttributeDefinitions: z.array(z.object({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) })),
  BillingMode: z.literal('PAY_PER_REQUEST'),
  GlobalSecondaryIndexes: z.array(index).optional(),
  LocalSecondaryIndexes: z.array(index).optional(),
  StreamSpecification: z
    .object({ StreamEnabled: z.boolean(), StreamViewType: z.enum(['NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES', 'KEYS_ONLY']) })
    .optional(),
});

type Definition = z.infer<typeof definitionSchema>;

/** Makes the table, or brings one that is there up to the template: new indexes, stream, time to live. */
export async function provisionTable(dynamodb: DynamoDBClient, { name, definition, timeToLiveAttribute }: TableWiring): Promise<void> {
  const wanted = definitionSchema.parse(definition);
  const existing = await describe(dynamodb, name);
  if (existing === undefined) await dynamodb.send(new CreateTableCommand({ TableName: name, ...wanted }));
  else await update(dynamodb, existing, wanted);
  if (timeToLiveAttribute !== undefined) await expireBy(dynamodb, name, timeToLiveAttribute);
}

async function describe(dynamodb: DynamoDBClient, name: string): Promise<TableDescription | undefined> {
  try {
    return (await dynamodb.send(new DescribeTableCommand({ TableName: name }))).Table;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}

async function update(dynamodb: DynamoDBClient, existing: TableDescription, wanted: Definition): Promise<void> {
  const { TableName = '' } = existing;
  refuseOtherKeys(`table ${TableName}`, existing.KeySchema, wanted.KeySchema);
  const isThere = ({ IndexName }: { IndexName: string }) => indexOf(existing, IndexName) !== undefined;
  for (const one of wanted.GlobalSecondaryIndexes ?? []) {
    if (isThere(one))
      refuseOtherKeys(`index ${one.IndexName} of table ${TableName}`, indexOf(existing, one.IndexName)?.KeySchema, one.KeySchema);
    else await addIndex(dynamodb, TableName, one, wanted);
  }
  if (wanted.StreamSpecification !== undefined && existing.StreamSpecification?.StreamEnabled !== true) {
    await dynamodb.send(new UpdateTableCommand({ TableName, StreamSpecification: wanted.StreamSpecification }));
  }
}

async function addIndex(
  dynamodb: DynamoDBClient,
  TableName: string,
  Create: z.infer<typeof index>,
  { AttributeDefinitions }: Definition,
): Promise<void> {
  await dynamodb.send(new UpdateTableCommand({ TableName, AttributeDefinitions, GlobalSecondaryIndexUpdates: [{ Create }] }));
  const deadline = Date.now() + 60_000;
  while (indexOf(await describe(dynamodb, TableName), Create.IndexName)?.IndexStatus !== 'ACTIVE') {
    if (Date.now() > deadline)
      throw new Error(`Cannot add index ${Create.IndexName} to table ${TableName}: it is not ready after a minute`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function expireBy(dynamodb: DynamoDBClient, TableName: string, AttributeName: string): Promise<void> {
  const { TimeToLiveDescription } = await dynamodb.send(new DescribeTimeToLiveCommand({ TableName }));
  if (TimeToLiveDescription?.TimeToLiveStatus === 'ENABLED') return;
  await dynamodb.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification: { AttributeName, Enabled: true } }));
}

function indexOf(table: TableDescription | undefined, name: string): GlobalSecondaryIndexDescription | undefined {
  return table?.GlobalSecondaryIndexes?.find(({ IndexName }) => IndexName === name);
}

function refuseOtherKeys(of: string, existing: KeySchemaElement[] | undefined, wanted: KeySchemaElement[]): void {
  const [there, named] = [existing ?? [], wanted].map(keyText);
  if (there === named) return;
  throw new Error(
    `Cannot use the ${of} in the data folder: its keys are ${there}, the template's are ${named}. Start once with --fresh to empty the data folder`,
  );
}

function keyText(elements: KeySchemaElement[]): string {
  return elements.map(({ AttributeName, KeyType }) => `${AttributeName} (${KeyType})`).join(', ');
}

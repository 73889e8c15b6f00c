import * as z from 'zod';

/** Which attributes are the key of a table or index. */
export type KeySchema = { partition: string; sort: string | undefined };
export type IndexDefinition = { name: string; key: KeySchema; projection: 'ALL' | readonly string[] };
export type StreamViewType = 'NEW_AND_OLD_IMAGES' | 'NEW_IMAGE' | 'OLD_IMAGE' | 'KEYS_ONLY';

export type TableDefinition = {
  name: string;
  arn: string;
  key: KeySchema;
  keyTypes: Readonly<Record<string, 'S' | 'N' | 'B'>>;
  indexes: readonly IndexDefinition[];
  stream: { arn: string; view: StreamViewType } | undefined;
};

const keys = z
  .array(z.strictObject({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }))
  .min(1)
  .max(2);
const projection = z.strictObject({
  ProjectionType: z.enum(['ALL', 'KEYS_ONLY', 'INCLUDE']),
  NonKeyAttributes: z.array(z.string()).optional(),
});

/** What of CreateTable's input is known here; anything else, such as local indexes, is refused. */
const schema = z.strictObject({
  KeySchema: keys,
  AttributeDefinitions: z.array(z.strictObject({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) })),
  BillingMode: z.string().optional(),
  GlobalSecondaryIndexes: z.array(z.strictObject({ IndexName: z.string(), KeySchema: keys, Projection: projection })).optional(),
  StreamSpecification: z
    .strictObject({
      StreamEnabled: z.boolean(),
      StreamViewType: z.enum(['NEW_AND_OLD_IMAGES', 'NEW_IMAGE', 'OLD_IMAGE', 'KEYS_ONLY']).optional(),
    })
    .optional(),
});

export type Named = { name: string; arn: string; streamArn: string | undefined };

/** Reads CreateTable's input without the name. @throws Error naming what of it is not modelled. */
export function tableDefinition({ name, arn, streamArn }: Named, input: unknown): TableDefinition {
  const read = schema.safeParse(input);
  if (!read.success) throw new Error(`Cannot model the table ${name}: ${z.prettifyError(read.error)}`);
  const { AttributeDefinitions, GlobalSecondaryIndexes = [], StreamSpecification, ...table } = read.data;
  const key = keyOf(table.KeySchema);
  const indexes = GlobalSecondaryIndexes.map(({ IndexName, KeySchema, Projection }) => {
    const own = keyOf(KeySchema);
    const projects = [...attributesOf(key), ...attributesOf(own), ...(Projection.NonKeyAttributes ?? [])];
    return { name: IndexName, key: own, projection: Projection.ProjectionType === 'ALL' ? ('ALL' as const) : projects };
  });
  const view = StreamSpecification?.StreamEnabled ? StreamSpecification.StreamViewType : undefined;
  return {
    name,
    arn,
    key,
    keyTypes: Object.fromEntries(AttributeDefinitions.map(({ AttributeName, AttributeType }) => [AttributeName, AttributeType])),
    indexes,
    stream: view && { arn: streamArn ?? `${arn}/stream/local`, view },
  };
}

/** The one or two attributes of a key. */
export function attributesOf({ partition, sort }: KeySchema): string[] {
  return sort === undefined ? [partition] : [partition, sort];
}

function keyOf(elements: z.infer<typeof keys>): KeySchema {
  const named = (type: 'HASH' | 'RANGE') => elements.find(({ KeyType }) => KeyType === type)?.AttributeName;
  const partition = named('HASH');
  if (partition === undefined) throw new Error('Cannot model a key without a partition (HASH)');
  return { partition, sort: named('RANGE') };
}

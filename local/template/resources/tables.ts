import * as z from 'zod';
import type { TableWiring } from '../../wiring.ts';
import { flag, ignored, readProperties } from '../read-properties.ts';
import type { ResolvedResource } from '../resolved-template.ts';

const keySchema = z.array(z.strictObject({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }));
const projection = z.strictObject({ ProjectionType: z.string(), NonKeyAttributes: z.array(z.string()).optional() });

const index = z.strictObject({
  IndexName: z.string(),
  KeySchema: keySchema,
  Projection: projection,
  ProvisionedThroughput: ignored,
  OnDemandThroughput: ignored,
  WarmThroughput: ignored,
  ContributorInsightsSpecification: ignored,
});

const schema = z.strictObject({
  TableName: z.string().optional(),
  KeySchema: keySchema,
  AttributeDefinitions: z.array(z.strictObject({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) })),
  GlobalSecondaryIndexes: z.array(index).optional(),
  LocalSecondaryIndexes: z.array(z.strictObject({ IndexName: z.string(), KeySchema: keySchema, Projection: projection })).optional(),
  StreamSpecification: z.strictObject({ StreamViewType: z.string() }).optional(),
  TimeToLiveSpecification: z.strictObject({ AttributeName: z.string(), Enabled: flag }).optional(),
  BillingMode: ignored,
  ProvisionedThroughput: ignored,
  OnDemandThroughput: ignored,
  WarmThroughput: ignored,
  SSESpecification: ignored,
  PointInTimeRecoverySpecification: ignored,
  DeletionProtectionEnabled: ignored,
  ContributorInsightsSpecification: ignored,
  TableClass: ignored,
  Tags: ignored,
});

export function tableWiring(resource: ResolvedResource): TableWiring {
  const table = readProperties(resource, schema);
  return {
    logicalId: resource.logicalId,
    name: resource.name,
    arn: resource.arn,
    streamArn: table.StreamSpecification === undefined ? undefined : `${resource.arn}/stream/local`,
    definition: definitionOf(table),
    timeToLiveAttribute: table.TimeToLiveSpecification?.Enabled === true ? table.TimeToLiveSpecification.AttributeName : undefined,
  };
}

function definitionOf(table: z.infer<typeof schema>): Record<string, unknown> {
  return {
    KeySchema: table.KeySchema,
    AttributeDefinitions: table.AttributeDefinitions,
    // Always on demand: DynamoDB Local has no capacity to provision.
    BillingMode: 'PAY_PER_REQUEST',
    ...(table.GlobalSecondaryIndexes && {
      GlobalSecondaryIndexes: table.GlobalSecondaryIndexes.map(({ IndexName, KeySchema, Projection }) => ({
        IndexName,
        KeySchema,
        Projection,
      })),
    }),
    ...(table.LocalSecondaryIndexes && { LocalSecondaryIndexes: table.LocalSecondaryIndexes }),
    ...(table.StreamSpecification && { StreamSpecification: { StreamEnabled: true, ...table.StreamSpecification } }),
  };
}

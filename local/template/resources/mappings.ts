import * as z from 'zod';
import type { FunctionWiring, MappingWiring, TableWiring } from '../../wiring.ts';
import { flag, ignored, numeric, readProperties } from '../read-properties.ts';
import type { ResolvedResource } from '../resolved-template.ts';

const pattern = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: 'custom', message: `${text} is not JSON` });
    return z.NEVER;
  }
});

const common = {
  FunctionName: z.string(),
  EventSourceArn: z.string(),
  BatchSize: numeric.optional(),
  MaximumBatchingWindowInSeconds: numeric.default(0),
  FunctionResponseTypes: z.array(z.literal('ReportBatchItemFailures')).default([]),
  FilterCriteria: z.strictObject({ Filters: z.array(z.strictObject({ Pattern: pattern })) }).default({ Filters: [] }),
  Enabled: flag.pipe(z.literal(true)).optional(),
  KmsKeyArn: ignored,
  MetricsConfig: ignored,
  Tags: ignored,
};

const queueSchema = z.strictObject({ ...common, ScalingConfig: z.strictObject({ MaximumConcurrency: numeric.optional() }).optional() });

const streamSchema = z.strictObject({
  ...common,
  StartingPosition: z.enum(['TRIM_HORIZON', 'LATEST']),
  BisectBatchOnFunctionError: flag.default(false),
  // Defaults are Lambda's: without limit.
  MaximumRetryAttempts: numeric.default(-1),
  MaximumRecordAgeInSeconds: numeric.default(-1),
  ParallelizationFactor: numeric.default(1),
  DestinationConfig: z.strictObject({ OnFailure: z.strictObject({ Destination: z.string() }).optional() }).default({}),
});

export type MappingContext = { functions: FunctionWiring[]; tables: TableWiring[] };

/** An event source mapping: of a queue, or of a table's stream. */
export function mappingWiring(resource: ResolvedResource, context: MappingContext): MappingWiring {
  const table = context.tables.find(({ streamArn }) => streamArn !== undefined && streamArn === resource.properties.EventSourceArn);
  return table === undefined ? queueMapping(resource, context) : streamMapping(resource, table, context);
}

function queueMapping(resource: ResolvedResource, { functions }: MappingContext): MappingWiring {
  const mapping = readProperties(resource, queueSchema);
  return {
    ...commonWiring(resource, mapping, functions),
    kind: 'queue',
    batchSize: mapping.BatchSize ?? 10,
    queueArn: mapping.EventSourceArn,
    maximumConcurrency: mapping.ScalingConfig?.MaximumConcurrency,
  };
}

function streamMapping(resource: ResolvedResource, table: TableWiring, { functions }: MappingContext): MappingWiring {
  const mapping = readProperties(resource, streamSchema);
  return {
    ...commonWiring(resource, mapping, functions),
    kind: 'stream',
    batchSize: mapping.BatchSize ?? 100,
    tableName: table.name,
    startingPosition: mapping.StartingPosition,
    bisects: mapping.BisectBatchOnFunctionError,
    maximumRetryAttempts: mapping.MaximumRetryAttempts,
    maximumRecordAgeSeconds: mapping.MaximumRecordAgeInSeconds,
    parallelizationFactor: mapping.ParallelizationFactor,
    onFailureQueueArn: mapping.DestinationConfig.OnFailure?.Destination,
  };
}

type CommonMapping = Pick<
  z.infer<typeof queueSchema>,
  'FunctionName' | 'MaximumBatchingWindowInSeconds' | 'FunctionResponseTypes' | 'FilterCriteria'
>;

function commonWiring({ logicalId }: ResolvedResource, mapping: CommonMapping, functions: FunctionWiring[]) {
  const fn = functions.find(({ name, arn }) => [name, arn].includes(mapping.FunctionName));
  if (fn === undefined)
    throw new Error(`Cannot run AWS::Lambda::EventSourceMapping "${logicalId}": no function is called ${mapping.FunctionName}`);
  return {
    logicalId,
    functionArn: fn.arn,
    batchingWindowSeconds: mapping.MaximumBatchingWindowInSeconds,
    reportsItemFailures: mapping.FunctionResponseTypes.length > 0,
    filters: mapping.FilterCriteria.Filters.map(({ Pattern }) => Pattern),
  };
}

import * as z from 'zod';
import type { FunctionWiring, PolicyStatement } from '../../wiring.ts';
import type { Assembly } from '../assembly.ts';
import { ignored, numeric, readProperties } from '../read-properties.ts';
import type { ResolvedResource } from '../resolved-template.ts';

const functionSchema = z.strictObject({
  FunctionName: z.string().optional(),
  Code: z.strictObject({ S3Bucket: z.string(), S3Key: z.string() }),
  Handler: z.string(),
  Runtime: z.string().regex(/^nodejs\d+\.x$/),
  Role: z.string(),
  Environment: z.strictObject({ Variables: z.record(z.string(), z.coerce.string()).default({}) }).default({ Variables: {} }),
  // Defaults are Lambda's.
  Timeout: numeric.default(3),
  MemorySize: numeric.default(128),
  ReservedConcurrentExecutions: numeric.optional(),
  PackageType: z.literal('Zip').optional(),
  Architectures: ignored,
  Description: ignored,
  KmsKeyArn: ignored,
  LoggingConfig: ignored,
  TracingConfig: ignored,
  RecursiveLoop: ignored,
  RuntimeManagementConfig: ignored,
  Tags: ignored,
});

const asyncSchema = z.strictObject({
  FunctionName: z.string(),
  Qualifier: z.literal('$LATEST'),
  MaximumRetryAttempts: numeric.default(2),
  MaximumEventAgeInSeconds: numeric.default(21_600),
  DestinationConfig: z.strictObject({ OnFailure: z.strictObject({ Destination: z.string() }).optional() }).default({}),
});

export type FunctionContext = { assembly: Assembly; resources: ResolvedResource[]; statements: Map<string, PolicyStatement[]> };

/** With the role it runs as. */
export function functionWiring(
  resource: ResolvedResource,
  { assembly, resources, statements }: FunctionContext,
): FunctionWiring & { roleArn: string } {
  const properties = readProperties(resource, functionSchema);
  const asynchronous = asyncConfigOf(resource, resources);
  return {
    logicalId: resource.logicalId,
    name: resource.name,
    arn: resource.arn,
    codeFolder: codeFolder(resource, properties.Code.S3Key, assembly),
    handler: properties.Handler,
    environment: properties.Environment.Variables,
    timeoutSeconds: properties.Timeout,
    memoryMegabytes: properties.MemorySize,
    reservedConcurrency: properties.ReservedConcurrentExecutions,
    policies: statements.get(properties.Role) ?? [],
    asyncRetries: asynchronous?.MaximumRetryAttempts ?? 2,
    asyncMaximumAgeSeconds: asynchronous?.MaximumEventAgeInSeconds ?? 21_600,
    onFailureQueueArn: asynchronous?.DestinationConfig.OnFailure?.Destination,
    roleArn: properties.Role,
  };
}

function asyncConfigOf({ name, arn }: ResolvedResource, resources: ResolvedResource[]): z.infer<typeof asyncSchema> | undefined {
  const configs = resources
    .filter(({ type }) => type === 'AWS::Lambda::EventInvokeConfig')
    .map((config) => readProperties(config, asyncSchema));
  return configs.find(({ FunctionName }) => FunctionName === name || FunctionName === arn);
}

function codeFolder({ logicalId }: ResolvedResource, key: string, { assetFolders }: Assembly): string {
  const folder = assetFolders.get(key);
  if (folder === undefined) throw new Error(`Cannot run AWS::Lambda::Function "${logicalId}": the cloud assembly has no asset ${key}`);
  return folder;
}

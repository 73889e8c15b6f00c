import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as z from 'zod';

/** A key that may be there and has no effect in the runner. */
const ignored = z.unknown().optional();

const resourceSchema = z.strictObject({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
  Metadata: ignored,
  DependsOn: ignored,
  DeletionPolicy: ignored,
  UpdateReplacePolicy: ignored,
  Condition: z.string().optional(),
});

const templateSchema = z.strictObject({
  AWSTemplateFormatVersion: ignored,
  Description: ignored,
  Metadata: ignored,
  // Rules hold nothing but CDK's check that the account is bootstrapped, and conditions only whether metadata is sent.
  Rules: ignored,
  Conditions: ignored,
  Parameters: z.record(z.string(), z.object({ Default: z.string().optional() })).default({}),
  Mappings: z.record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown()))).default({}),
  Resources: z.record(z.string(), resourceSchema),
  Outputs: z.record(z.string(), z.object({ Value: z.unknown() })).default({}),
});

export type Template = z.infer<typeof templateSchema>;
export type Resource = z.infer<typeof resourceSchema>;

export type Assembly = {
  stackName: string;
  template: Template;
  /** Absolute folder of each file asset, by its key in the asset bucket (`<hash>.zip`). */
  assetFolders: Map<string, string>;
};

const manifestSchema = z.object({
  artifacts: z.record(
    z.string(),
    z.object({
      type: z.string(),
      properties: z
        .object({ templateFile: z.string().optional(), stackName: z.string().optional(), file: z.string().optional() })
        .optional(),
    }),
  ),
});

const assetsSchema = z.object({
  files: z.record(
    z.string(),
    z.object({
      source: z.object({ path: z.string().optional(), packaging: z.string().optional() }),
      destinations: z.record(z.string(), z.object({ objectKey: z.string() })),
    }),
  ),
});

/** Reads the one stack of a cloud assembly (`cdk.out`). Throws when the folder holds none, several, or something unreadable. */
export function readAssembly(folder: string): Assembly {
  const artifacts = Object.entries(readJson(join(folder, 'manifest.json'), manifestSchema).artifacts);
  const stacks = artifacts.filter(([, artifact]) => artifact.type === 'aws:cloudformation:stack');
  const [stack] = stacks;
  if (stack === undefined || stacks.length > 1) {
    throw new Error(`Cannot run the cloud assembly in ${folder}: it has ${stacks.length} stacks, the runner runs exactly one`);
  }
  const [id, { properties }] = stack;
  const manifests = artifacts.flatMap(([, artifact]) => (artifact.type === 'cdk:asset-manifest' ? [artifact.properties?.file ?? ''] : []));
  return {
    stackName: properties?.stackName ?? id,
    template: readJson(join(folder, properties?.templateFile ?? `${id}.template.json`), templateSchema),
    assetFolders: new Map(manifests.flatMap((file) => assetFolders(folder, file))),
  };
}

function assetFolders(folder: string, file: string): [key: string, folder: string][] {
  return Object.values(readJson(join(folder, file), assetsSchema).files).flatMap(({ source, destinations }) =>
    Object.values(destinations).map(({ objectKey }): [string, string] => [objectKey, resolve(folder, source.path ?? '')]),
  );
}

function readJson<Schema extends z.ZodType>(path: string, schema: Schema): z.infer<Schema> {
  try {
    return schema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (cause) {
    const reason = cause instanceof z.ZodError ? z.prettifyError(cause) : String(cause);
    throw new Error(`Cannot read ${path} of the cloud assembly: ${reason}. Synthesise it again with: npm run synth`, { cause });
  }
}

import * as z from 'zod';
import type { ResolvedResource } from './resolved-template.ts';

/** A property that is known to have no effect on one machine (encryption, alarms, tags, …). Everything not named in a schema is refused. */
export const ignored = z.unknown().optional();

/** CloudFormation takes numbers and flags as text too. */
export const numeric = z.coerce.number();
export const flag = z.union([z.boolean(), z.stringbool()]);

/** The resource's properties by its schema. Throws, naming resource and property, on what the runner does not know or cannot do. */
export function readProperties<Schema extends z.ZodType>(
  { type, logicalId, properties }: ResolvedResource,
  schema: Schema,
): z.infer<Schema> {
  const { data, error } = schema.safeParse(properties);
  if (error === undefined) return data as z.infer<Schema>; // zod types `data` by the schema's output, which TypeScript cannot see through the generic
  throw new Error(`Cannot run ${type} "${logicalId}": ${error.issues.map(described).join('; ')}`);
}

function described(issue: z.core.$ZodIssue): string {
  const path = issue.path.map(String);
  if (issue.code === 'invalid_key') return issue.issues.map(({ message }) => message).join('; ');
  if (issue.code !== 'unrecognized_keys') return `its property ${path.join('.')} is not one the runner can follow (${issue.message})`;
  const names = issue.keys.map((key) => [...path, key].join('.'));
  return `the runner does not know what its ${names.length === 1 ? 'property' : 'properties'} ${names.join(', ')} would change`;
}

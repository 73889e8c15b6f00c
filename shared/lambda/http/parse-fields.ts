import type { z } from 'zod';
import { type FieldError, invalid } from './problem.ts';

/**
 * What the schema makes of a query or a body.
 * @throws Problem 400 naming every field that is wrong, missing or unknown.
 */
export function parseFields<Schema extends z.ZodType>(schema: Schema, given: unknown): z.output<Schema> {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  throw invalid(parsed.error.issues.flatMap((issue) => errorsOf(issue, given)));
}

function errorsOf(issue: z.core.$ZodIssue, given: unknown): FieldError[] {
  const path = issue.path.map(String);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: [...path, key].join('.'), message: 'there is no such field' }));
  }
  const message = isMissing(given, path) ? 'it is missing' : issue.message;
  return [{ path: path.join('.'), message }];
}

function isMissing(given: unknown, path: readonly string[]): boolean {
  let value = given;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return true;
    value = (value as Record<string, unknown>)[key]; // an object that has the key
  }
  return false;
}

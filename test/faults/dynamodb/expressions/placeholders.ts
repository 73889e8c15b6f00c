import * as z from 'zod';
import { invalid } from '../service-error.ts';
import type { AttributeValue } from '../values/attribute-value.ts';
import { readValue } from '../values/read-item.ts';

/** The two parameters of every operation that has expressions. */
export const placeholderInputs = {
  ExpressionAttributeNames: z.record(z.string(), z.string()).optional(),
  ExpressionAttributeValues: z.record(z.string(), z.unknown()).optional(),
};
type Inputs = { [Name in keyof typeof placeholderInputs]?: z.infer<(typeof placeholderInputs)[Name]> };

/** What `#name` and `:value` stand for in the expressions of one request. */
export type Placeholders = {
  nameFor: (placeholder: string) => string;
  valueFor: (placeholder: string) => AttributeValue;
  /** @throws ServiceError where one was given that no expression has. */
  refuseUnused: () => void;
};

/** @throws ServiceError for a wrongly written placeholder, or a value that is none. */
export function placeholdersOf({ ExpressionAttributeNames: names, ExpressionAttributeValues: values }: Inputs): Placeholders {
  const named = names && checked('ExpressionAttributeNames', /^#[A-Za-z0-9_]+$/, names);
  const valued = values && checked('ExpressionAttributeValues', /^:[A-Za-z0-9_]+$/, values);
  const read = new Map(Object.entries(valued ?? {}).map(([key, value]) => [key, readValue(value)]));
  const used = new Set<string>();
  return {
    nameFor: (placeholder) => {
      used.add(placeholder);
      return named?.[placeholder] ?? undefinedIn('name', placeholder);
    },
    valueFor: (placeholder) => {
      used.add(placeholder);
      return read.get(placeholder) ?? undefinedIn('value', placeholder);
    },
    refuseUnused: () => {
      refuse('ExpressionAttributeNames', named, used);
      refuse('ExpressionAttributeValues', valued, used);
    },
  };
}

function checked<Value>(parameter: string, form: RegExp, given: Record<string, Value>): Record<string, Value> {
  const keys = Object.keys(given);
  if (keys.length === 0) throw invalid(`${parameter} must not be empty`);
  const wrong = keys.find((key) => !form.test(key));
  if (wrong !== undefined) throw invalid(`${parameter} contains invalid key: Syntax error; key: "${wrong}"`);
  return given;
}

function undefinedIn(kind: string, placeholder: string): never {
  throw invalid(
    `Invalid expression: An expression attribute ${kind} used in the document path is not defined; attribute ${kind}: ${placeholder}`,
  );
}

function refuse(parameter: string, given: object | undefined, used: ReadonlySet<string>): void {
  const unused = Object.keys(given ?? {}).filter((key) => !used.has(key));
  if (unused.length > 0) throw invalid(`Value provided in ${parameter} unused in expressions: keys: {${unused.join(', ')}}`);
}

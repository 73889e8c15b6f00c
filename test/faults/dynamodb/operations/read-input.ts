import * as z from 'zod';
import { invalid } from '../service-error.ts';

/**
 * The input of an operation.
 * @throws Error for a parameter that is not modelled: the simulation cannot go on as DynamoDB would.
 * @throws ServiceError where DynamoDB itself would refuse it.
 */
export function readInput<Schema extends z.ZodType>(operation: string, schema: Schema, input: unknown): z.infer<Schema> {
  const read = schema.safeParse(input);
  if (read.success) return read.data;
  const unknownOnes = read.error.issues.flatMap((issue) => (issue.code === 'unrecognized_keys' ? issue.keys : []));
  if (unknownOnes.length > 0)
    throw new Error(`Cannot model ${operation}: the in-process DynamoDB does not know its parameter ${unknownOnes.join(', ')}`);
  throw invalid(`Cannot read the input of ${operation}: ${z.prettifyError(read.error)}`);
}

/** Asks for what an operation consumed. */
export const capacityInput = { ReturnConsumedCapacity: z.enum(['INDEXES', 'TOTAL', 'NONE']).optional() };

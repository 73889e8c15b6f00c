import * as z from 'zod';
import { writeCapacity } from '../capacity.ts';
import type { Database } from '../database.ts';
import { valueAt } from '../expressions/document-path.ts';
import { projected } from '../expressions/projection.ts';
import type { Item } from '../values/attribute-value.ts';
import { capacityInput, readInput } from './read-input.ts';
import { planDelete, planPut, planUpdate, type WritePlan, writeInputs } from './write-plan.ts';

const metrics = { ReturnItemCollectionMetrics: z.literal('NONE').optional() };
const old = { ReturnValues: z.enum(['NONE', 'ALL_OLD']).optional() };
const putInput = z.strictObject({ ...writeInputs.Put, ...old, ...capacityInput, ...metrics });
const deleteInput = z.strictObject({ ...writeInputs.Delete, ...old, ...capacityInput, ...metrics });
const updateInput = z.strictObject({
  ...writeInputs.Update,
  ReturnValues: z.enum(['NONE', 'ALL_OLD', 'ALL_NEW', 'UPDATED_OLD', 'UPDATED_NEW']).optional(),
  ...capacityInput,
  ...metrics,
});
type Options = Pick<z.infer<typeof updateInput>, 'ReturnValues' | 'ReturnConsumedCapacity'>;

export function putItem(database: Database, input: unknown): object {
  const read = readInput('PutItem', putInput, input);
  return write(database, planPut(database, read), read);
}

export function deleteItem(database: Database, input: unknown): object {
  const read = readInput('DeleteItem', deleteInput, input);
  return write(database, planDelete(database, read), read);
}

export function updateItem(database: Database, input: unknown): object {
  const read = readInput('UpdateItem', updateInput, input);
  return write(database, planUpdate(database, read), read);
}

function write(database: Database, plan: WritePlan, { ReturnValues, ReturnConsumedCapacity }: Options): object {
  const { before, after } = plan.outcome();
  plan.table.write(before, after, database.now());
  const Attributes = returned(ReturnValues, plan, before, after);
  const ConsumedCapacity = writeCapacity(plan.table, ReturnConsumedCapacity, [{ before, after }]);
  return { ...(Attributes && { Attributes }), ...(ConsumedCapacity && { ConsumedCapacity }) };
}

function returned(
  wanted: Options['ReturnValues'],
  { actions }: WritePlan,
  before: Item | undefined,
  after: Item | undefined,
): Item | undefined {
  if (wanted === undefined || wanted === 'NONE') return undefined;
  const shown = wanted.endsWith('OLD') ? before : after;
  if (shown === undefined || wanted.startsWith('ALL')) return shown;
  // Of an attribute that was changed inside, all is shown.
  const names = actions.filter(({ path }) => valueAt(shown, path) !== undefined).map(({ path: [name] }) => [name] as const);
  const touched = projected(shown, names);
  return Object.keys(touched).length > 0 ? touched : undefined;
}

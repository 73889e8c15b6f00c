import * as z from 'zod';
import { type Database, tableOf } from '../database.ts';
import type { Condition } from '../expressions/condition.ts';
import { holds } from '../expressions/holds.ts';
import { parseCondition } from '../expressions/parse-condition.ts';
import { parseUpdate, type UpdateAction } from '../expressions/parse-update.ts';
import { type Placeholders, placeholderInputs, placeholdersOf } from '../expressions/placeholders.ts';
import { updated } from '../expressions/updated.ts';
import { checkIndexTypes, checkItem, checkKey, keyIn } from '../keys.ts';
import { invalid, ServiceError } from '../service-error.ts';
import type { Table } from '../table.ts';
import { attributesOf } from '../table-definition.ts';
import type { Item } from '../values/attribute-value.ts';
import { readItem } from '../values/read-item.ts';
import { sizeOf } from '../values/size-of.ts';

const conditional = {
  TableName: z.string(),
  ConditionExpression: z.string().optional(),
  ReturnValuesOnConditionCheckFailure: z.enum(['ALL_OLD', 'NONE']).optional(),
  ...placeholderInputs,
};
const attributes = z.record(z.string(), z.unknown());

/** What every write has, alone or as a member of a transaction. */
export const writeInputs = {
  Put: { ...conditional, Item: attributes },
  Update: { ...conditional, Key: attributes, UpdateExpression: z.string().optional() },
  Delete: { ...conditional, Key: attributes },
  ConditionCheck: { ...conditional, Key: attributes, ConditionExpression: z.string() },
};
type Conditional = Omit<z.infer<z.ZodObject<(typeof writeInputs)['Delete']>>, 'Key'>;
type Inputs = { [Kind in keyof typeof writeInputs]: z.infer<z.ZodObject<(typeof writeInputs)[Kind]>> };

/** A write that is understood but not done. */
export type WritePlan = {
  table: Table;
  key: Item;
  actions: readonly UpdateAction[];
  /**
   * The item before and after.
   * @throws ServiceError ConditionalCheckFailedException, or ValidationException where the item does not allow the change.
   */
  outcome: () => { before: Item | undefined; after: Item | undefined };
};

const mostBytes = 400 * 1024;

export function planPut(database: Database, input: Inputs['Put']): WritePlan {
  const table = tableOf(database, input.TableName);
  const condition = conditionIn(input);
  const item = smallEnough(checkItem(readItem(input.Item), table.definition));
  const key = keyIn(item, table.definition.key);
  const outcome = () => {
    checkIndexTypes(item, table.definition);
    return { before: checked(table, key, condition, input), after: item };
  };
  return { table, key, actions: [], outcome };
}

export function planDelete(database: Database, input: Inputs['Delete']): WritePlan {
  const table = tableOf(database, input.TableName);
  const condition = conditionIn(input);
  const key = checkKey(readItem(input.Key), table.definition);
  return { table, key, actions: [], outcome: () => ({ before: checked(table, key, condition, input), after: undefined }) };
}

export function planConditionCheck(database: Database, input: Inputs['ConditionCheck']): WritePlan {
  const plan = planDelete(database, input);
  const same = () => {
    const { before } = plan.outcome();
    return { before, after: before };
  };
  return { ...plan, outcome: same };
}

export function planUpdate(database: Database, input: Inputs['Update']): WritePlan {
  const table = tableOf(database, input.TableName);
  let actions: UpdateAction[] = [];
  const condition = conditionIn(input, (placeholders) => {
    if (input.UpdateExpression !== undefined) actions = parseUpdate(input.UpdateExpression, placeholders);
  });
  const key = checkKey(readItem(input.Key), table.definition);
  const outcome = () => {
    const before = checked(table, key, condition, input);
    refuseKeyChange(table, actions);
    const after = updated(before ?? key, actions);
    return { before, after: smallEnough(checkItem(checkIndexTypes(after, table.definition), table.definition)) };
  };
  return { table, key, actions, outcome };
}

function conditionIn(input: Conditional, alsoReads: (placeholders: Placeholders) => void = () => {}): Condition | undefined {
  const placeholders = placeholdersOf(input);
  alsoReads(placeholders);
  const condition =
    input.ConditionExpression === undefined ? undefined : parseCondition(input.ConditionExpression, 'ConditionExpression', placeholders);
  placeholders.refuseUnused();
  return condition;
}

/** The item that is there, of which the condition holds. */
function checked(table: Table, key: Item, condition: Condition | undefined, input: Conditional): Item | undefined {
  const before = table.items.get(key);
  if (condition === undefined || holds(condition, before ?? {})) return before;
  const shown = input.ReturnValuesOnConditionCheckFailure === 'ALL_OLD' && before ? { Item: before } : {};
  throw new ServiceError('ConditionalCheckFailedException', 'The conditional request failed', shown);
}

function smallEnough(item: Item): Item {
  if (sizeOf(item) > mostBytes) throw invalid('Item size has exceeded the maximum allowed size');
  return item;
}

function refuseKeyChange({ definition }: Table, actions: readonly UpdateAction[]): void {
  const keys = attributesOf(definition.key);
  const changed = actions.find(({ path }) => keys.includes(path[0]));
  if (changed)
    throw invalid(
      `One or more parameter values were invalid: Cannot update attribute ${changed.path[0]}. This attribute is part of the key`,
    );
}

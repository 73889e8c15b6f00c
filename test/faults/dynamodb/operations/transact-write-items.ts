import * as z from 'zod';
import { writeCapacity } from '../capacity.ts';
import type { Database } from '../database.ts';
import { invalid, ServiceError } from '../service-error.ts';
import type { Item } from '../values/attribute-value.ts';
import { sizeOf } from '../values/size-of.ts';
import { capacityInput, readInput } from './read-input.ts';
import { planConditionCheck, planDelete, planPut, planUpdate, type WritePlan, writeInputs } from './write-plan.ts';

const action = z.strictObject({
  Put: z.strictObject(writeInputs.Put).optional(),
  Update: z.strictObject({ ...writeInputs.Update, UpdateExpression: z.string() }).optional(),
  Delete: z.strictObject(writeInputs.Delete).optional(),
  ConditionCheck: z.strictObject(writeInputs.ConditionCheck).optional(),
});
const schema = z.strictObject({
  TransactItems: z.array(action).min(1).max(100),
  ClientRequestToken: z.string().min(1).max(36).optional(),
  ...capacityInput,
});
type Input = z.infer<typeof schema>;
type Reason = { Code: string; Message?: string; Item?: Item };
type Outcome = { plan: WritePlan; before: Item | undefined; after: Item | undefined };

const tokenMs = 10 * 60_000;
const mostBytes = 4 * 1024 * 1024;

/** All writes or none. A token that a transaction succeeded with makes a second one within ten minutes do nothing. */
export function transactWriteItems(database: Database, input: unknown): object {
  const read = readInput('TransactWriteItems', schema, input);
  const plans = read.TransactItems.map((item) => planOf(database, item));
  refuseSameItemTwice(plans);
  if (isRepeated(database, read)) return {};
  const outcomes = outcomesOf(plans);
  const atMs = database.now();
  for (const { plan, before, after } of outcomes) plan.table.write(before, after, atMs);
  if (read.ClientRequestToken !== undefined) database.tokens.set(read.ClientRequestToken, { content: contentOf(read), atMs });
  return capacityOf(outcomes, read.ReturnConsumedCapacity);
}

function planOf(database: Database, { Put, Update, Delete, ConditionCheck, ...others }: z.infer<typeof action>): WritePlan {
  const given = [Put, Update, Delete, ConditionCheck, ...Object.values(others)].filter((one) => one !== undefined);
  if (given.length === 1) {
    if (Put) return planPut(database, Put);
    if (Update) return planUpdate(database, Update);
    if (Delete) return planDelete(database, Delete);
    if (ConditionCheck) return planConditionCheck(database, ConditionCheck);
  }
  throw invalid('TransactItems can only contain one of Check, Put, Update or Delete');
}

function refuseSameItemTwice(plans: readonly WritePlan[]): void {
  const places = new Set(plans.map(({ table, key }) => `${table.definition.name} ${JSON.stringify(key)}`));
  if (places.size < plans.length) throw invalid('Transaction request cannot include multiple operations on one item');
}

function isRepeated({ tokens, now }: Database, input: Input): boolean {
  const known = input.ClientRequestToken === undefined ? undefined : tokens.get(input.ClientRequestToken);
  if (known === undefined || now() - known.atMs > tokenMs) return false;
  if (known.content === contentOf(input)) return true;
  throw new ServiceError(
    'IdempotentParameterMismatchException',
    'The request uses the same client token as a previous, but non-identical request. Do not reuse a client token with different requests',
  );
}

function contentOf({ TransactItems }: Input): string {
  return JSON.stringify(TransactItems);
}

function outcomesOf(plans: readonly WritePlan[]): Outcome[] {
  const reasons: Reason[] = [];
  const outcomes: Outcome[] = [];
  for (const plan of plans) {
    try {
      outcomes.push({ plan, ...plan.outcome() });
      reasons.push({ Code: 'None' });
    } catch (error) {
      reasons.push(reasonOf(error));
    }
  }
  if (outcomes.length < plans.length) throw cancelled(reasons);
  const bytes = outcomes.reduce((sum, { after }) => sum + (after ? sizeOf(after) : 0), 0);
  if (bytes > mostBytes) throw invalid('Collection size of items in the transaction has exceeded the maximum allowed size');
  return outcomes;
}

function reasonOf(error: unknown): Reason {
  if (!(error instanceof ServiceError)) throw error;
  const isCondition = error.code === 'ConditionalCheckFailedException';
  return { Code: isCondition ? 'ConditionalCheckFailed' : 'ValidationError', Message: error.message, ...error.details };
}

function cancelled(reasons: Reason[]): ServiceError {
  const codes = reasons.map(({ Code }) => Code).join(', ');
  const message = `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`;
  return new ServiceError('TransactionCanceledException', message, { CancellationReasons: reasons });
}

function capacityOf(outcomes: readonly Outcome[], wanted: Input['ReturnConsumedCapacity']): object {
  const byTable = Map.groupBy(outcomes, ({ plan }) => plan.table);
  const ConsumedCapacity = [...byTable].flatMap(([table, writes]) => writeCapacity(table, wanted, writes, 2) ?? []);
  return ConsumedCapacity.length > 0 ? { ConsumedCapacity } : {};
}

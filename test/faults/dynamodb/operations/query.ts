import * as z from 'zod';
import { readCapacity, readUnits } from '../capacity.ts';
import { type Database, tableOf } from '../database.ts';
import type { Condition } from '../expressions/condition.ts';
import { conditionPaths } from '../expressions/condition-paths.ts';
import type { DocumentPath } from '../expressions/document-path.ts';
import { holds } from '../expressions/holds.ts';
import { type KeyCondition, keyConditionOf } from '../expressions/key-condition.ts';
import { parseCondition } from '../expressions/parse-condition.ts';
import { placeholderInputs, placeholdersOf } from '../expressions/placeholders.ts';
import { parseProjection, projected } from '../expressions/projection.ts';
import { checkKeyOfType, keyIn } from '../keys.ts';
import type { SecondaryIndex } from '../secondary-index.ts';
import { invalid } from '../service-error.ts';
import type { SortedItems } from '../sorted-items.ts';
import type { Table } from '../table.ts';
import { attributesOf } from '../table-definition.ts';
import type { Item } from '../values/attribute-value.ts';
import { readItem } from '../values/read-item.ts';
import { sizeOf } from '../values/size-of.ts';
import { capacityInput, readInput } from './read-input.ts';

const schema = z.strictObject({
  TableName: z.string(),
  IndexName: z.string().optional(),
  KeyConditionExpression: z.string(),
  FilterExpression: z.string().optional(),
  ProjectionExpression: z.string().optional(),
  Select: z.enum(['ALL_ATTRIBUTES', 'ALL_PROJECTED_ATTRIBUTES', 'SPECIFIC_ATTRIBUTES', 'COUNT']).optional(),
  ScanIndexForward: z.boolean().optional(),
  Limit: z.number().int().min(1).optional(),
  ConsistentRead: z.boolean().optional(),
  ExclusiveStartKey: z.record(z.string(), z.unknown()).optional(),
  ...placeholderInputs,
  ...capacityInput,
});
type Input = z.infer<typeof schema>;

type Question = { where: KeyCondition; filter: Condition | undefined; paths: readonly DocumentPath[] | undefined };

const mostBytes = 1024 * 1024;

/** One page of a partition of a table or index: at most `Limit` items or 1 MB, counted before the filter. */
export function query(database: Database, input: unknown): object {
  const read = readInput('Query', schema, input);
  const table = tableOf(database, read.TableName);
  const index = indexOf(table, read);
  const question = questionOf(read, table, index);
  const lag = read.ConsistentRead ? 0 : database.lagOf(table.definition.name, index?.definition.name);
  const seen = index ? table.indexSeen(index, lag) : table.itemsSeen(lag);
  const { page, bytes, isLast } = pageOf(seen, question.where, read, startOf(read, table, index));
  const matching = page.filter((item) => question.filter === undefined || holds(question.filter, item));
  const last = page.at(-1);
  const names = [...attributesOf(table.definition.key), ...(index ? attributesOf(index.definition.key) : [])];
  const units = readUnits(bytes, read.ConsistentRead ?? false);
  const ConsumedCapacity = readCapacity(table, read.ReturnConsumedCapacity, units, read.IndexName);
  return {
    ...(read.Select !== 'COUNT' && { Items: question.paths ? matching.map((item) => projected(item, question.paths ?? [])) : matching }),
    Count: matching.length,
    ScannedCount: page.length,
    ...(last && !isLast && { LastEvaluatedKey: Object.fromEntries(names.flatMap((name) => (last[name] ? [[name, last[name]]] : []))) }),
    ...(ConsumedCapacity && { ConsumedCapacity }),
  };
}

function indexOf(table: Table, { IndexName, ConsistentRead }: Input): SecondaryIndex | undefined {
  if (IndexName === undefined) return undefined;
  const index = table.indexes.get(IndexName);
  if (index === undefined) throw invalid(`The table does not have the specified index: ${IndexName}`);
  if (ConsistentRead) throw invalid('Consistent reads are not supported on global secondary indexes');
  return index;
}

function questionOf(input: Input, { definition }: Table, index: SecondaryIndex | undefined): Question {
  const placeholders = placeholdersOf(input);
  const key = index?.definition.key ?? definition.key;
  const { FilterExpression, ProjectionExpression } = input;
  const filter = FilterExpression === undefined ? undefined : parseCondition(FilterExpression, 'FilterExpression', placeholders);
  const paths = ProjectionExpression === undefined ? undefined : parseProjection(ProjectionExpression, placeholders);
  const parsed = parseCondition(input.KeyConditionExpression, 'KeyConditionExpression', placeholders);
  placeholders.refuseUnused();
  const where = keyConditionOf(parsed, key, definition.keyTypes);
  const keyFiltered = filter && conditionPaths(filter).find(([name]) => attributesOf(key).includes(name));
  if (keyFiltered) throw invalid(`Filter Expression can only contain non-primary key attributes: Primary key attribute: ${keyFiltered[0]}`);
  checkSelect(input, index, paths);
  if (index) for (const [name] of [...(paths ?? []), ...(filter ? conditionPaths(filter) : [])]) checkProjected(index, name);
  return { where, filter, paths };
}

function checkSelect({ Select }: Input, index: SecondaryIndex | undefined, paths: readonly DocumentPath[] | undefined): void {
  if (paths && Select !== undefined && Select !== 'SPECIFIC_ATTRIBUTES')
    throw invalid(`Cannot specify the ProjectionExpression when choosing to get ${Select}`);
  if (Select === 'SPECIFIC_ATTRIBUTES' && !paths)
    throw invalid('Must specify the ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES');
  if (Select === 'ALL_PROJECTED_ATTRIBUTES' && !index)
    throw invalid('ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName');
  const { name, projection } = index?.definition ?? { name: '', projection: 'ALL' as const };
  if (projection !== 'ALL' && Select === 'ALL_ATTRIBUTES')
    throw invalid(
      `One or more parameter values were invalid: Select type ALL_ATTRIBUTES is not supported for global secondary index ${name} because its projection type is not ALL`,
    );
}

function checkProjected({ definition: { name, projection } }: SecondaryIndex, attribute: string): void {
  if (projection === 'ALL' || projection.includes(attribute)) return;
  throw invalid(`One or more parameter values were invalid: Global secondary index ${name} does not project ${attribute}`);
}

/** Where the page before ended, as an item that has just the keys. */
function startOf({ ExclusiveStartKey }: Input, { definition }: Table, index: SecondaryIndex | undefined): Item | undefined {
  if (ExclusiveStartKey === undefined) return undefined;
  const start = readItem(ExclusiveStartKey);
  const names = new Set([...attributesOf(definition.key), ...(index ? attributesOf(index.definition.key) : [])]);
  if (Object.keys(start).length !== names.size) throw invalid('The provided starting key is invalid');
  for (const name of names) checkKeyOfType(start[name], definition.keyTypes[name], 'The provided starting key is invalid');
  return index ? start : keyIn(start, definition.key);
}

type Page = { page: Item[]; bytes: number; isLast: boolean };

function pageOf(seen: SortedItems, where: KeyCondition, { Limit, ScanIndexForward }: Input, start: Item | undefined): Page {
  const forward = ScanIndexForward ?? true;
  const isAfter = (item: Item) => start === undefined || (forward ? seen.order(item, start) > 0 : seen.order(item, start) < 0);
  const found = seen.partition(where.partition).filter((item) => where.holdsFor(item) && isAfter(item));
  if (!forward) found.reverse();
  const page: Item[] = [];
  let bytes = 0;
  for (const item of found) {
    page.push(item);
    bytes += sizeOf(item);
    if (page.length === Limit || bytes >= mostBytes) return { page, bytes, isLast: false };
  }
  return { page, bytes, isLast: true };
}

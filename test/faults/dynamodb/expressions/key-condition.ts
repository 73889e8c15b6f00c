import { checkKeyOfType } from '../keys.ts';
import { invalid } from '../service-error.ts';
import type { KeySchema, TableDefinition } from '../table-definition.ts';
import type { AttributeValue, Item } from '../values/attribute-value.ts';
import type { Condition } from './condition.ts';
import { holds } from './holds.ts';

/** What a query asks for: one partition, and what its sort keys have to be. */
export type KeyCondition = { partition: AttributeValue; holdsFor: (item: Item) => boolean };

/** @throws ServiceError for anything but `partition = :value`, alone or AND one condition of the sort key that a query may have. */
export function keyConditionOf(condition: Condition, { partition, sort }: KeySchema, types: TableDefinition['keyTypes']): KeyCondition {
  const parts = condition.kind === 'and' ? [condition.left, condition.right] : [condition];
  const named = new Map(parts.map((part) => [attributeOf(part), part]));
  if (named.size < parts.length) throw invalid('KeyConditionExpressions must only contain one condition per key');
  const first = named.get(partition);
  if (first === undefined) throw invalid(`Query condition missed key schema element: ${partition}`);
  if (first.kind !== 'compare' || first.comparator !== '=' || first.right.kind !== 'value')
    throw invalid('Query key condition not supported');
  named.delete(partition);
  const second = sort === undefined ? undefined : named.get(sort);
  if (named.size > (second ? 1 : 0)) throw invalid(`Query condition missed key schema element: ${sort ?? partition}`);
  for (const [name, part] of [[partition, first], ...(second && sort !== undefined ? [[sort, second] as const] : [])] as const) {
    for (const value of valuesIn(part))
      checkKeyOfType(value, types[name], 'One or more parameter values were invalid: Condition parameter type does not match schema type');
  }
  return { partition: first.right.value, holdsFor: second ? (item) => holds(second, item) : () => true };
}

/** The attribute that one part of a key condition is about. */
function attributeOf(part: Condition): string {
  switch (part.kind) {
    case 'compare':
      if (part.comparator === '<>' || part.right.kind !== 'value') return refused(part.comparator);
      return part.left.kind === 'path' ? single(part.left.path) : refused(part.left.kind);
    case 'between':
      if (part.low.kind !== 'value' || part.high.kind !== 'value') return refused('BETWEEN');
      return part.value.kind === 'path' ? single(part.value.path) : refused(part.value.kind);
    case 'begins':
      return part.value.kind === 'value' ? single(part.path) : refused('begins_with');
    default:
      return refused(part.kind);
  }
}

/** The values that it compares the attribute with. */
function valuesIn(part: Condition): AttributeValue[] {
  const operands =
    part.kind === 'compare' ? [part.right] : part.kind === 'between' ? [part.low, part.high] : part.kind === 'begins' ? [part.value] : [];
  return operands.flatMap((operand) => (operand.kind === 'value' ? [operand.value] : []));
}

function single(path: readonly (string | number)[]): string {
  if (path.length > 1) throw invalid('Invalid KeyConditionExpression: KeyConditionExpressions cannot have conditions on nested attributes');
  return String(path[0]);
}

function refused(operator: string): never {
  throw invalid(`Invalid KeyConditionExpression: Invalid operator used in KeyConditionExpression: ${operator}`);
}

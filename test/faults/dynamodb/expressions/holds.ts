import { type AttributeValue, type Item, typeOf } from '../values/attribute-value.ts';
import { compareValues } from '../values/compare-values.ts';
import { membersOf, sameValue } from '../values/same-value.ts';
import type { Comparable, Comparator, Condition } from './condition.ts';
import { valueAt } from './document-path.ts';

/** Whether the condition holds for an item; an item that is not there is `{}`. What is missing or of another type makes a comparison false. */
export function holds(condition: Condition, item: Item): boolean {
  switch (condition.kind) {
    case 'and':
      return holds(condition.left, item) && holds(condition.right, item);
    case 'or':
      return holds(condition.left, item) || holds(condition.right, item);
    case 'not':
      return !holds(condition.of, item);
    case 'compare':
      return compares(found(condition.left, item), condition.comparator, found(condition.right, item));
    case 'between': {
      const value = found(condition.value, item);
      return compares(value, '>=', found(condition.low, item)) && compares(value, '<=', found(condition.high, item));
    }
    case 'in': {
      const value = found(condition.value, item);
      return condition.members.some((member) => compares(value, '=', found(member, item)));
    }
    case 'exists':
      return valueAt(item, condition.path) !== undefined;
    case 'not-exists':
      return valueAt(item, condition.path) === undefined;
    case 'type':
      return isOfType(valueAt(item, condition.path), condition.type);
    case 'begins':
      return begins(valueAt(item, condition.path), found(condition.value, item));
    case 'contains':
      return contains(valueAt(item, condition.path), found(condition.value, item));
  }
}

type Found = AttributeValue | undefined;

function found(operand: Comparable, item: Item): Found {
  if (operand.kind === 'value') return operand.value;
  const value = valueAt(item, operand.path);
  return operand.kind === 'path' ? value : value && lengthOf(value);
}

/** What `size` gives: characters, bytes, members or entries. Other types have none. */
function lengthOf(value: AttributeValue): Found {
  const length = countIn(value);
  return length === undefined ? undefined : { N: String(length) };
}

function countIn(value: AttributeValue): number | undefined {
  if ('S' in value) return value.S.length;
  if ('B' in value) return Buffer.byteLength(value.B, 'base64');
  if ('L' in value) return value.L.length;
  if ('M' in value) return Object.keys(value.M).length;
  return membersOf(value).length || undefined;
}

const fits: Record<Exclude<Comparator, '=' | '<>'>, (order: number) => boolean> = {
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

function compares(left: Found, comparator: Comparator, right: Found): boolean {
  if (comparator === '<>') return !compares(left, '=', right);
  if (left === undefined || right === undefined) return false;
  if (comparator === '=') return sameValue(left, right);
  const order = compareValues(left, right);
  return order !== undefined && fits[comparator](order);
}

function isOfType(value: Found, type: AttributeValue): boolean {
  return value !== undefined && 'S' in type && typeOf(value) === type.S;
}

function begins(value: Found, start: Found): boolean {
  if (value === undefined || start === undefined) return false;
  if ('S' in value && 'S' in start) return value.S.startsWith(start.S);
  return 'B' in value && 'B' in start && latin(value.B).startsWith(latin(start.B));
}

/** Part of a text or binary, member of a set, entry of a list. */
function contains(value: Found, part: Found): boolean {
  if (value === undefined || part === undefined) return false;
  if ('S' in value) return 'S' in part && value.S.includes(part.S);
  if ('B' in value) return 'B' in part && latin(value.B).includes(latin(part.B));
  if ('L' in value) return value.L.some((one) => sameValue(one, part));
  if ('SS' in value) return 'S' in part && value.SS.includes(part.S);
  if ('NS' in value) return 'N' in part && value.NS.includes(part.N);
  return 'BS' in value && 'B' in part && value.BS.includes(part.B);
}

// One character a byte.
function latin(base64: string): string {
  return Buffer.from(base64, 'base64').toString('latin1');
}

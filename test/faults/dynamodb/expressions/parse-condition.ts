import { typeOf } from '../values/attribute-value.ts';
import { compareValues } from '../values/compare-values.ts';
import { type Comparable, type Condition, comparators } from './condition.ts';
import type { DocumentPath } from './document-path.ts';
import type { Placeholders } from './placeholders.ts';
import { type TokenReader, tokenReader } from './token-reader.ts';

/**
 * Reads a condition. Source: DynamoDB developer guide, "Condition and filter expressions".
 * OR binds weaker than AND, AND weaker than NOT. @throws ServiceError as DynamoDB refuses it.
 */
export function parseCondition(expression: string, parameter: string, placeholders: Placeholders): Condition {
  const reader = tokenReader(expression, parameter, placeholders);
  const condition = either(reader);
  if (reader.peek() !== undefined) reader.unexpected();
  return condition;
}

/** Conditions that have parentheses of their own; a second pair is refused. */
const parenthesised = new WeakSet<Condition>();

function either(reader: TokenReader): Condition {
  let left = both(reader);
  while (reader.takes('OR')) left = { kind: 'or', left, right: both(reader) };
  return left;
}

function both(reader: TokenReader): Condition {
  let left = negated(reader);
  while (reader.takes('AND')) left = { kind: 'and', left, right: negated(reader) };
  return left;
}

function negated(reader: TokenReader): Condition {
  if (reader.takes('NOT')) return { kind: 'not', of: negated(reader) };
  if (!reader.takes('(')) return simple(reader);
  const inner = either(reader);
  reader.expects(')');
  if (parenthesised.has(inner)) throw reader.invalid('The expression has redundant parentheses;');
  parenthesised.add(inner);
  return inner;
}

function simple(reader: TokenReader): Condition {
  const name = reader.takesFunction();
  if (name === undefined) return comparison(reader, reader.operand());
  return name === 'size' ? comparison(reader, sizeIn(reader)) : call(reader, name);
}

function sizeIn(reader: TokenReader): Comparable {
  const path = pathArgument(reader, 'size');
  reader.expects(')');
  return { kind: 'size', path };
}

function comparable(reader: TokenReader): Comparable {
  const name = reader.takesFunction();
  if (name === undefined) return reader.operand();
  if (name !== 'size') throw reader.invalid(`The function is not allowed to be used this way in an expression; function: ${name}`);
  return sizeIn(reader);
}

function comparison(reader: TokenReader, left: Comparable): Condition {
  const comparator = comparators.find((one) => reader.takes(one));
  if (comparator !== undefined) {
    const right = comparable(reader);
    distinct(reader, comparator, [left, right]);
    if (comparator !== '=' && comparator !== '<>') ordered(reader, comparator, [left, right]);
    return { kind: 'compare', left, comparator, right };
  }
  if (reader.takes('BETWEEN')) return between(reader, left);
  reader.expects('IN');
  const members = list(reader);
  distinct(reader, 'IN', [left, ...members]);
  return { kind: 'in', value: left, members };
}

function between(reader: TokenReader, value: Comparable): Condition {
  const low = comparable(reader);
  reader.expects('AND');
  const high = comparable(reader);
  distinct(reader, 'BETWEEN', [value, low, high]);
  ordered(reader, 'BETWEEN', [value, low, high]);
  if (low.kind === 'value' && high.kind === 'value') {
    const order = compareValues(low.value, high.value);
    if (order === undefined) throw reader.invalid('The BETWEEN operator requires same data type for lower and upper bounds');
    if (order > 0) throw reader.invalid('The BETWEEN operator requires upper bound to be greater than or equal to lower bound');
  }
  return { kind: 'between', value, low, high };
}

function list(reader: TokenReader): Comparable[] {
  reader.expects('(');
  const members = [comparable(reader)];
  while (reader.takes(',')) members.push(comparable(reader));
  reader.expects(')');
  return members;
}

function call(reader: TokenReader, name: string): Condition {
  const condition = callOf(reader, name);
  reader.expects(')');
  return condition;
}

function callOf(reader: TokenReader, name: string): Condition {
  if (name === 'attribute_exists') return { kind: 'exists', path: pathArgument(reader, name) };
  if (name === 'attribute_not_exists') return { kind: 'not-exists', path: pathArgument(reader, name) };
  if (name === 'attribute_type') return typeTest(reader, name);
  if (name !== 'begins_with' && name !== 'contains') throw reader.invalid(`Invalid function name; function: ${name}`);
  const path = pathArgument(reader, name);
  reader.expects(',');
  const value = comparable(reader);
  distinct(reader, name, [{ kind: 'path', path }, value]);
  if (name === 'begins_with' && value.kind === 'value') allowed(reader, name, value, ['S', 'B']);
  return { kind: name === 'contains' ? 'contains' : 'begins', path, value };
}

function typeTest(reader: TokenReader, name: string): Condition {
  const path = pathArgument(reader, name);
  reader.expects(',');
  const operand = reader.operand();
  if (operand.kind === 'path') throw reader.invalid(`Operator or function requires a value; operator or function: ${name}`);
  allowed(reader, name, operand, ['S']);
  return { kind: 'type', path, type: operand.value };
}

function pathArgument(reader: TokenReader, name: string): DocumentPath {
  const operand = reader.operand();
  if (operand.kind === 'path') return operand.path;
  throw reader.invalid(`Operator or function requires a document path; operator or function: ${name}`);
}

/** A place compared with itself says nothing, so DynamoDB refuses it. */
function distinct(reader: TokenReader, operator: string, operands: readonly Comparable[]): void {
  const [first, ...others] = operands.map((operand) => (operand.kind === 'path' ? JSON.stringify(operand.path) : undefined));
  if (first !== undefined && others.includes(first)) {
    throw reader.invalid(
      `The first operand must be distinct from the remaining operands for this operator or function; operator: ${operator}`,
    );
  }
}

function ordered(reader: TokenReader, operator: string, operands: readonly Comparable[]): void {
  for (const operand of operands) if (operand.kind === 'value') allowed(reader, operator, operand, ['S', 'N', 'B']);
}

function allowed(reader: TokenReader, operator: string, { value }: Extract<Comparable, { kind: 'value' }>, types: readonly string[]): void {
  const type = typeOf(value);
  if (types.includes(type)) return;
  throw reader.invalid(`Incorrect operand type for operator or function; operator or function: ${operator}, operand type: ${type}`);
}

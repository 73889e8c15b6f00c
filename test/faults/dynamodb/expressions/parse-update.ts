import { type AttributeValue, typeOf } from '../values/attribute-value.ts';
import { conflicts, type DocumentPath, overlaps, pathText } from './document-path.ts';
import type { Placeholders } from './placeholders.ts';
import { type Operand, type TokenReader, tokenReader } from './token-reader.ts';

/** What SET gives a place. */
export type Expression =
  | Operand
  | { kind: 'plus' | 'minus'; left: Expression; right: Expression }
  | { kind: 'if-not-exists'; path: DocumentPath; otherwise: Expression }
  | { kind: 'appended'; left: Expression; right: Expression };

export type UpdateAction =
  | { kind: 'set'; path: DocumentPath; to: Expression }
  | { kind: 'remove'; path: DocumentPath }
  | { kind: 'add' | 'delete'; path: DocumentPath; value: AttributeValue };

const clauses = { SET: set, REMOVE: remove, ADD: add, DELETE: deletion } as const;
const clauseNames = ['SET', 'REMOVE', 'ADD', 'DELETE'] as const;

/** Reads an update. Source: DynamoDB developer guide, "Update expressions". @throws ServiceError as DynamoDB refuses it. */
export function parseUpdate(expression: string, placeholders: Placeholders): UpdateAction[] {
  const parameter = 'UpdateExpression';
  const reader = tokenReader(expression, parameter, placeholders);
  const seen = new Set<string>();
  const actions: UpdateAction[] = [];
  while (reader.peek() !== undefined) {
    const clause = clauseNames.find((name) => reader.takes(name)) ?? reader.unexpected();
    if (seen.has(clause)) throw reader.invalid(`The "${clause}" section can only be used once in an update expression;`);
    seen.add(clause);
    do actions.push(clauses[clause](reader));
    while (reader.takes(','));
  }
  refuseTwoOfOnePlace(reader, actions);
  return actions;
}

function set(reader: TokenReader): UpdateAction {
  const path = reader.path();
  reader.expects('=');
  return { kind: 'set', path, to: sum(reader) };
}

function remove(reader: TokenReader): UpdateAction {
  return { kind: 'remove', path: reader.path() };
}

function add(reader: TokenReader): UpdateAction {
  return { kind: 'add', path: reader.path(), value: setOrNumber(reader, 'ADD', ['N', 'SS', 'NS', 'BS']) };
}

function deletion(reader: TokenReader): UpdateAction {
  return { kind: 'delete', path: reader.path(), value: setOrNumber(reader, 'DELETE', ['SS', 'NS', 'BS']) };
}

/** One operand, or two with a sign between them: DynamoDB has no longer sums. */
function sum(reader: TokenReader): Expression {
  const left = term(reader);
  const kind = reader.takes('+') ? 'plus' : reader.takes('-') ? 'minus' : undefined;
  if (kind === undefined) return left;
  const right = term(reader);
  for (const side of [left, right]) {
    if (side.kind === 'appended')
      throw reader.invalid('The function is not allowed to be used this way in an expression; function: list_append');
    allowed(reader, kind === 'plus' ? '+' : '-', side, ['N']);
  }
  return { kind, left, right };
}

function term(reader: TokenReader): Expression {
  if (reader.takes('(')) {
    const inner = sum(reader);
    reader.expects(')');
    return inner;
  }
  const name = reader.takesFunction();
  return name === undefined ? reader.operand() : call(reader, name);
}

function call(reader: TokenReader, name: string): Expression {
  if (name !== 'if_not_exists' && name !== 'list_append') throw reader.invalid(`Invalid function name; function: ${name}`);
  const left = term(reader);
  reader.expects(',');
  const right = term(reader);
  reader.expects(')');
  if (name === 'list_append') {
    for (const side of [left, right]) allowed(reader, name, side, ['L']);
    return { kind: 'appended', left, right };
  }
  if (left.kind !== 'path') throw reader.invalid(`Operator or function requires a document path; operator or function: ${name}`);
  if (right.kind === 'path' && pathText(right.path) === pathText(left.path)) {
    throw reader.invalid(`The first operand must be distinct from the remaining operands for this operator or function; operator: ${name}`);
  }
  return { kind: 'if-not-exists', path: left.path, otherwise: right };
}

function setOrNumber(reader: TokenReader, operator: string, types: readonly string[]): AttributeValue {
  const operand = reader.operand();
  if (operand.kind === 'path') return reader.unexpected();
  allowed(reader, operator, operand, types);
  return operand.value;
}

function allowed(reader: TokenReader, operator: string, side: Expression, types: readonly string[]): void {
  if (side.kind !== 'value' || types.includes(typeOf(side.value))) return;
  const type = typeOf(side.value);
  throw reader.invalid(`Incorrect operand type for operator or function; operator: ${operator}, operand type: ${type}`);
}

function refuseTwoOfOnePlace(reader: TokenReader, actions: readonly UpdateAction[]): void {
  for (const [index, { path }] of actions.entries()) {
    for (const { path: other } of actions.slice(index + 1)) {
      const places = `path one: [${pathText(path)}], path two: [${pathText(other)}]`;
      if (overlaps(path, other))
        throw reader.invalid(`Two document paths overlap with each other; must remove or rewrite one of these paths; ${places}`);
      if (conflicts(path, other))
        throw reader.invalid(`Two document paths conflict with each other; must remove or rewrite one of these paths; ${places}`);
    }
  }
}

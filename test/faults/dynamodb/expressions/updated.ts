import { invalid } from '../service-error.ts';
import { type AttributeValue, type Item, memberTypes, typeOf } from '../values/attribute-value.ts';
import { addNumbers } from '../values/decimal.ts';
import { membersOf } from '../values/same-value.ts';
import { valueAt } from './document-path.ts';
import type { Expression, UpdateAction } from './parse-update.ts';
import { type Placed, placeIn } from './place-in.ts';

/**
 * The item after an update. Every operand is read from the item as it was before.
 * @throws ServiceError where an operand is missing or of the wrong type, or a place does not exist.
 */
export function updated(item: Item, actions: readonly UpdateAction[]): Item {
  return placeIn(
    item,
    actions.map((action) => placedBy(action, item)),
  );
}

function placedBy(action: UpdateAction, item: Item): Placed {
  const { path } = action;
  switch (action.kind) {
    case 'set':
      return { path, value: evaluated(action.to, item) };
    case 'remove':
      return { path, value: undefined };
    case 'add':
      return { path, value: added(valueAt(item, path), action.value) };
    case 'delete': {
      const there = valueAt(item, path);
      return { path, value: there && without(there, action.value) };
    }
  }
}

function evaluated(expression: Expression, item: Item): AttributeValue {
  switch (expression.kind) {
    case 'value':
      return expression.value;
    case 'path':
      return valueAt(item, expression.path) ?? missing();
    case 'if-not-exists': {
      // The second operand has to be there even where the first is, as DynamoDB Local has it.
      const otherwise = evaluated(expression.otherwise, item);
      return valueAt(item, expression.path) ?? otherwise;
    }
    case 'appended':
      return { L: [...listOf(expression.left, item), ...listOf(expression.right, item)] };
    default:
      return { N: addNumbers(numberOf(expression.left, item), numberOf(expression.right, item), expression.kind === 'plus' ? 1 : -1) };
  }
}

function missing(): never {
  throw invalid('The provided expression refers to an attribute that does not exist in the item');
}

function numberOf(expression: Expression, item: Item): string {
  const value = evaluated(expression, item);
  return 'N' in value ? value.N : wrongType();
}

function listOf(expression: Expression, item: Item): readonly AttributeValue[] {
  const value = evaluated(expression, item);
  return 'L' in value ? value.L : wrongType();
}

function added(there: AttributeValue | undefined, value: AttributeValue): AttributeValue {
  if (there === undefined) return value;
  if ('N' in value) return 'N' in there ? { N: addNumbers(there.N, value.N) } : wrongType();
  return setLike(value, there, [...new Set([...membersOf(there), ...membersOf(value)])]);
}

/** A set that loses its last member goes itself. */
function without(there: AttributeValue, value: AttributeValue): AttributeValue | undefined {
  const gone = new Set(membersOf(value));
  const left = membersOf(there).filter((member) => !gone.has(member));
  const set = setLike(value, there, left);
  return left.length === 0 ? undefined : set;
}

function setLike(value: AttributeValue, there: AttributeValue, members: readonly string[]): AttributeValue {
  const type = typeOf(value);
  if (type !== typeOf(there) || !(type in memberTypes)) return wrongType();
  return 'SS' in value ? { SS: members } : 'NS' in value ? { NS: members } : { BS: members };
}

function wrongType(): never {
  throw invalid('An operand in the update expression has an incorrect data type');
}

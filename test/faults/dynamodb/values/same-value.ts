import { type AttributeValue, type Item, typeOf } from './attribute-value.ts';

/** Equality as DynamoDB has it, of values that are read already (`readItem`): the order of a set's members says nothing. */
export function sameValue(one: AttributeValue, other: AttributeValue): boolean {
  if (one === other) return true;
  if ('S' in one) return 'S' in other && one.S === other.S;
  if ('N' in one) return 'N' in other && one.N === other.N;
  if ('B' in one) return 'B' in other && one.B === other.B;
  if ('BOOL' in one) return 'BOOL' in other && one.BOOL === other.BOOL;
  if ('L' in one) return 'L' in other && sameList(one.L, other.L);
  if ('M' in one) return 'M' in other && sameItem(one.M, other.M);
  return typeOf(one) === typeOf(other) && sameMembers(membersOf(one), membersOf(other));
}

export function sameItem(one: Item, other: Item): boolean {
  if (one === other) return true;
  const names = Object.keys(one);
  if (names.length !== Object.keys(other).length) return false;
  return names.every((name) => {
    const [a, b] = [one[name], other[name]];
    return a !== undefined && b !== undefined && sameValue(a, b);
  });
}

/** Members of a set of any type; none for all other values. */
export function membersOf(value: AttributeValue): readonly string[] {
  if ('SS' in value) return value.SS;
  if ('NS' in value) return value.NS;
  return 'BS' in value ? value.BS : [];
}

function sameList(one: readonly AttributeValue[], other: readonly AttributeValue[]): boolean {
  return (
    one.length === other.length &&
    one.every((value, index) => {
      const there = other[index];
      return there !== undefined && sameValue(value, there);
    })
  );
}

function sameMembers(one: readonly string[], other: readonly string[]): boolean {
  const there = new Set(other);
  return one.length === other.length && one.every((member) => there.has(member));
}

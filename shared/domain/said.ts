import type { Fact } from './fact.ts';

/** Facts in the order in which they happened. At one moment a correction comes after what it corrects, then the id decides: the same set has one order. */
export function inOrder(facts: readonly Fact[]): Fact[] {
  return [...facts].sort((a, b) => compare(a.occurredAt, b.occurredAt) || rank(a) - rank(b) || compare(a.id, b.id));
}

function rank({ source }: Fact): number {
  return source === 'correction' ? 1 : 0;
}

export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The first value that anybody said, of facts in order. */
export function firstSaid<Value>(facts: readonly Fact[], read: (fact: Fact) => Value | undefined): Value | undefined {
  for (const fact of facts) {
    const value = read(fact);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** The newest value that anybody said, of facts in order. */
export function lastSaid<Value>(facts: readonly Fact[], read: (fact: Fact) => Value | undefined): Value | undefined {
  return firstSaid(facts.toReversed(), read);
}

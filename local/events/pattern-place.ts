import { UnknownPatternError } from './unknown-pattern-error.ts';

/** Where in a pattern something stands, and what is allowed there. */
export type PatternPlace = {
  /** The field as event patterns flatten it, e.g. `detail.status`. */
  path: string;
  numericAllowed: boolean;
};

/** Says of one value of an event (a string, number, boolean or null) whether it passes. */
export type LeafTest = (leaf: unknown) => boolean;

/** Makes the test of one operator, or refuses its operand. */
export type Operator = (operand: unknown, place: PatternPlace) => LeafTest;

export function refused(place: PatternPlace, problem: string): UnknownPatternError {
  return new UnknownPatternError(place.path, problem);
}

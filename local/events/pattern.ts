import { isJsonObject } from './json-object.ts';
import { leafVisit, type Standing } from './leaf-visit.ts';
import { patternCombinations } from './pattern-combinations.ts';
import type { PatternField } from './pattern-field.ts';

type Match = (event: unknown, standing: Standing) => boolean;

/**
 * Compiles an EventBridge event pattern, or one pattern of Lambda's FilterCriteria, to a function that says whether an
 * event matches. Both are values as JSON.parse gives them; what is no object never matches. Numbers are doubles.
 *
 * Throws UnknownPatternError on what EventBridge refuses, and on what this matcher does not know.
 * Semantics: the EventBridge user guide, and aws/event-ruler where the guide is silent.
 *
 * @param options.numericAllowed false for DynamoDB streams, whose numbers are strings: refuses `numeric`
 */
export function compilePattern(
  pattern: unknown,
  { numericAllowed = true }: { numericAllowed?: boolean } = {},
): (event: unknown) => boolean {
  const matches = patternCombinations(pattern, numericAllowed).map(matchOf);
  return (event) => isJsonObject(event) && matches.some((match) => match(event, undefined));
}

/**
 * Fields are asked in the order of their names, as EventBridge does. That only shows where a field must be absent: absent
 * from the array elements in which the fields before it were found.
 */
function matchOf(fields: readonly PatternField[]): Match {
  const sorted = fields.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  return sorted.reduceRight<Match>(
    (next, field) => (field.mayBeAbsent ? absentOr(field, next) : present(field, next)),
    () => true,
  );
}

function present({ path, test }: PatternField, next: Match): Match {
  const visit = leafVisit(path, (leaf, event, standing) => test(leaf) && next(event, standing));
  return (event, standing) => visit(event, event, standing);
}

function absentOr(field: PatternField, next: Match): Match {
  const anyLeaf = leafVisit(field.path, () => true);
  const matchPresent = present(field, next);
  return (event, standing) => (anyLeaf(event, event, standing) ? matchPresent(event, standing) : next(event, standing));
}

import { isJsonObject, type JsonObject } from './json-object.ts';
import { type PatternField, patternField } from './pattern-field.ts';
import { isAlternatives, patternOr } from './pattern-or.ts';
import { UnknownPatternError } from './unknown-pattern-error.ts';

/** EventBridge's own limit. */
const maxCombinations = 1000;

type Options = { numericAllowed: boolean; orJoins: boolean };
type Combination = readonly PatternField[];

/** Expands a pattern into combinations of fields: it matches where all fields of one of them do. Each `$or` multiplies them. */
export function patternCombinations(pattern: unknown, numericAllowed: boolean): Combination[] {
  if (!isJsonObject(pattern)) throw new UnknownPatternError(undefined, `is ${JSON.stringify(pattern)}; write an object of fields`);
  return ofObject(pattern, [], { numericAllowed, orJoins: patternOr(pattern) });
}

function ofObject(object: JsonObject, names: readonly string[], options: Options): Combination[] {
  const entries = Object.entries(object);
  if (entries.length === 0) throw refusedAt(names, 'is an empty object; name at least one field');
  return entries.map(([name, value]) => ofEntry(value, [...names, name], options)).reduce(crossed);
}

function ofEntry(value: unknown, names: readonly string[], options: Options): Combination[] {
  if (options.orJoins && names.at(-1) === '$or' && isAlternatives(value)) {
    return limited(value.flatMap((alternative) => ofObject(alternative, names.slice(0, -1), options)));
  }
  if (isJsonObject(value)) return ofObject(value, names, options);
  if (Array.isArray(value)) return [[patternField(value, { path: names.join('.'), numericAllowed: options.numericAllowed })]];
  throw refusedAt(names, `is ${JSON.stringify(value)}; write an array of what it may be, like [${JSON.stringify(value)}]`);
}

function crossed(left: Combination[], right: Combination[]): Combination[] {
  if (left.length * right.length > maxCombinations) throw tooMany();
  return left.flatMap((some) => right.map((others) => joined(some, others)));
}

/** EventBridge silently lets the field written last win; which one that is depends on the order of the keys, so it is refused here. */
function joined(left: Combination, right: Combination): Combination {
  const twice = right.find(({ path }) => left.some((field) => field.path === path));
  if (twice !== undefined) throw new UnknownPatternError(twice.path, 'is named twice; name it once, or in different alternatives of "$or"');
  return [...left, ...right];
}

function limited(combinations: Combination[]): Combination[] {
  if (combinations.length > maxCombinations) throw tooMany();
  return combinations;
}

function tooMany() {
  return new UnknownPatternError(undefined, `has more than ${maxCombinations} combinations of "$or"; split it into several rules`);
}

function refusedAt(names: readonly string[], problem: string) {
  return new UnknownPatternError(names.length === 0 ? undefined : names.join('.'), problem);
}

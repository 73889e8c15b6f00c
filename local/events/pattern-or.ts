import { isJsonObject, type JsonObject } from './json-object.ts';

/** Field names that EventBridge reserves below `$or`, some of them for operators still to come. */
const reserved = new Set([
  ...['exactly', 'equals-ignore-case', 'prefix', 'suffix', 'anything-but', 'exists', 'wildcard', 'numeric', 'cidr'],
  ...['=', '<', '<=', '>', '>=', 'regex', 'not-wildcard', 'not-equals-ignore-case'],
  ...['date-after', 'date-on-or-after', 'date-before', 'date-on-or-before', 'in-date-range'],
  ...['ip-address-in-range', 'ip-address-not-in-range'],
]);

/**
 * Whether `$or` joins alternatives in this pattern. It does where every one lists at least two objects without reserved
 * field names; one that does not makes all of them ordinary fields, as in EventBridge.
 */
export function patternOr(pattern: JsonObject, belowOr = false): boolean {
  return Object.entries(pattern).every(([name, value]) => {
    if (name === '$or') return isAlternatives(value) && value.every((alternative) => patternOr(alternative, true));
    if (belowOr && reserved.has(name)) return false;
    return !isJsonObject(value) || patternOr(value, belowOr);
  });
}

export function isAlternatives(value: unknown): value is JsonObject[] {
  return Array.isArray(value) && value.length >= 2 && value.every(isJsonObject);
}

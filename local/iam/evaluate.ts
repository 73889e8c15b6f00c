import type { PolicyStatement } from '../wiring.ts';
import { glob } from './glob.ts';

export type AccessRequest = { action: string; resource: string; context?: Record<string, string> };

type Comparison = (expected: string, actual: string) => boolean;

const equalIgnoringCase: Comparison = (expected, actual) => expected.toLowerCase() === actual.toLowerCase();
const like: Comparison = (expected, actual) => glob(expected, actual);

/** ARNs are compared part by part: a wildcard does not reach over a colon, but in the resource, the last part. */
const arnLike: Comparison = (expected, actual) => {
  const actualParts = arnParts(actual);
  return arnParts(expected).every((part, index) => glob(part, actualParts[index] ?? ''));
};

/** Positive operators hold when one of the expected values does; a key that the request lacks never does. */
const positive: Record<string, Comparison> = {
  StringEquals: (expected, actual) => expected === actual,
  StringEqualsIgnoreCase: equalIgnoringCase,
  StringLike: like,
  ArnEquals: arnLike,
  ArnLike: arnLike,
  Bool: equalIgnoringCase,
};

/** Negated operators hold when none of the values does; a key that the request lacks always does. */
const negated: Record<string, Comparison> = {
  StringNotEquals: (expected, actual) => expected === actual,
  StringNotEqualsIgnoreCase: equalIgnoringCase,
  StringNotLike: like,
  ArnNotEquals: arnLike,
  ArnNotLike: arnLike,
};

const plain = [...Object.keys(positive), ...Object.keys(negated)];

/** Operators of conditions that this evaluator knows; a template with any other stops the start. */
export const knownOperators: readonly string[] = [...plain, ...plain.map((operator) => `${operator}IfExists`), 'Null'];

/** Keys that the runner gives with its requests. A condition on another would silently never hold, so it stops the start too. */
export const knownContextKeys: readonly string[] = ['aws:SecureTransport', 'aws:RequestedRegion', 'events:source', 'events:detail-type'];

/**
 * Whether identity policies allow the action on the resource: an explicit deny wins, and what nothing allows is denied.
 * Source: IAM user guide, "Policy evaluation logic" and "IAM JSON policy elements: Condition operators".
 */
export function isAllowed(statements: PolicyStatement[], request: AccessRequest): boolean {
  const applying = statements.filter((statement) => applies(statement, request));
  return applying.some(({ effect }) => effect === 'Allow') && !applying.some(({ effect }) => effect === 'Deny');
}

function applies({ actions, resources, conditions }: PolicyStatement, { action, resource, context = {} }: AccessRequest): boolean {
  return (
    actions.some((pattern) => glob(pattern.toLowerCase(), action.toLowerCase())) &&
    resources.some((pattern) => glob(pattern, resource)) &&
    Object.entries(conditions).every(([operator, keys]) =>
      Object.entries(keys).every(([key, expected]) => holds(operator, expected, contextValue(context, key))),
    )
  );
}

function holds(operator: string, expected: string[], actual: string | undefined): boolean {
  if (operator === 'Null') return expected.includes(String(actual === undefined));
  if (operator.endsWith('IfExists')) return actual === undefined || holds(operator.slice(0, -'IfExists'.length), expected, actual);

  const refuses = negated[operator];
  if (refuses !== undefined) return actual === undefined || !expected.some((value) => refuses(value, actual));
  const accepts = positive[operator];
  if (accepts === undefined) throw new Error(`Cannot evaluate the condition "${operator}": known are ${knownOperators.join(', ')}`);
  return actual !== undefined && expected.some((value) => accepts(value, actual));
}

/** Condition keys are not case-sensitive. */
function contextValue(context: Record<string, string>, key: string): string | undefined {
  return Object.entries(context).find(([name]) => equalIgnoringCase(name, key))?.[1];
}

function arnParts(arn: string): string[] {
  const parts = arn.split(':');
  return [...parts.slice(0, 5), parts.slice(5).join(':')];
}

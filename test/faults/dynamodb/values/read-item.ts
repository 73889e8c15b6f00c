import { invalid, ServiceError } from '../service-error.ts';
import { type AttributeType, type AttributeValue, attributeTypes, type Item } from './attribute-value.ts';
import { canonicalNumber } from './decimal.ts';

const deepest = 32;

/**
 * A copy of attributes from outside, with numbers in canonical form.
 * @throws ServiceError as DynamoDB refuses them: no type or two, an empty set, one member twice, what is no number, more than 32 levels.
 */
export function readItem(input: unknown, depth = 0): Item {
  return Object.fromEntries(Object.entries(objectOf(input)).map(([name, value]) => [name, readValue(value, depth)]));
}

/** @throws ServiceError like `readItem`. */
export function readValue(input: unknown, depth = 0): AttributeValue {
  const [only, ...others] = Object.entries(objectOf(input));
  if (only === undefined) throw invalid('Supplied AttributeValue is empty, must contain exactly one of the supported datatypes');
  if (others.length > 0) throw invalid('Supplied AttributeValue has more than one datatypes set, must contain exactly one of them');
  const [type, content] = only;
  const read = readers[attributeTypes.find((known) => known === type) ?? wrongForm(`an attribute type ${type}`)];
  return read(content, depth);
}

const readers: Record<AttributeType, (content: unknown, depth: number) => AttributeValue> = {
  S: (content) => ({ S: textOf(content) }),
  N: (content) => ({ N: canonicalNumber(textOf(content)) }),
  B: (content) => ({ B: textOf(content) }),
  BOOL: (content) => ({ BOOL: typeof content === 'boolean' ? content : wrongForm('a BOOL that is not true or false') }),
  NULL: (content) => {
    if (content !== true) throw invalid('Null attribute value types must have the value of true');
    return { NULL: true };
  },
  SS: (content) => ({ SS: membersOf(content) }),
  NS: (content) => ({ NS: membersOf(content, canonicalNumber) }),
  BS: (content) => ({ BS: membersOf(content) }),
  L: (content, depth) => ({ L: listOf(content).map((value) => readValue(value, deeper(depth))) }),
  M: (content, depth) => ({ M: readItem(content, deeper(depth)) }),
};

function deeper(depth: number): number {
  if (depth >= deepest) throw invalid('Nesting Levels have exceeded supported limits');
  return depth + 1;
}

function membersOf(content: unknown, canonical = (text: string) => text): string[] {
  const members = listOf(content).map((member) => canonical(textOf(member)));
  if (members.length === 0) throw invalid('One or more parameter values were invalid: A set may not be empty');
  if (new Set(members).size < members.length)
    throw invalid('One or more parameter values were invalid: Input collection contains duplicates');
  return members;
}

function listOf(content: unknown): unknown[] {
  return Array.isArray(content) ? content : wrongForm('a list or set that is no array');
}

function textOf(content: unknown): string {
  return typeof content === 'string' ? content : wrongForm('a text, number or binary that is not written as a string');
}

function objectOf(input: unknown): object {
  return typeof input === 'object' && input !== null && !Array.isArray(input) ? input : wrongForm('attributes that are no object');
}

function wrongForm(what: string): never {
  throw new ServiceError('SerializationException', `Cannot read the request: it has ${what}`);
}

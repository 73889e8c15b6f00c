import type { AttributeValue, Item } from './attribute-value.ts';
import { membersOf } from './same-value.ts';

/** Bytes of an item: names and values. Source: DynamoDB developer guide, "DynamoDB item sizes and formats". */
export function sizeOf(item: Item): number {
  let bytes = 0;
  for (const name in item) {
    const value = item[name];
    if (value !== undefined) bytes += Buffer.byteLength(name) + sizeOfValue(value);
  }
  return bytes;
}

/** Bytes of a value. */
export function sizeOfValue(value: AttributeValue): number {
  if ('S' in value) return Buffer.byteLength(value.S);
  if ('N' in value) return sizeOfNumber(value.N);
  if ('B' in value) return Buffer.byteLength(value.B, 'base64');
  if ('BOOL' in value || 'NULL' in value) return 1;
  if ('L' in value) return value.L.reduce((bytes, one) => bytes + 1 + sizeOfValue(one), 3);
  if ('M' in value) return sizeOf(value.M) + Object.keys(value.M).length + 3;
  const sizeOfMember = 'NS' in value ? sizeOfNumber : (member: string) => Buffer.byteLength(member, 'BS' in value ? 'base64' : 'utf8');
  return membersOf(value).reduce((bytes, member) => bytes + sizeOfMember(member), 0);
}

/** About a byte for two significant digits, and one more. */
function sizeOfNumber(text: string): number {
  const digits = text.replace(/[-.]/g, '').replace(/^0+|0+$/g, '').length;
  return Math.ceil(digits / 2) + 1 + (text.startsWith('-') ? 1 : 0);
}

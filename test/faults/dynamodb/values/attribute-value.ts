/** A value as DynamoDB's wire has it. Numbers are decimal text, binaries base64. */
export type AttributeValue =
  | { S: string }
  | { N: string }
  | { B: string }
  | { BOOL: boolean }
  | { NULL: true }
  | { SS: readonly string[] }
  | { NS: readonly string[] }
  | { BS: readonly string[] }
  | { L: readonly AttributeValue[] }
  | { M: Item };

export type Item = { readonly [name: string]: AttributeValue };

export const attributeTypes = ['S', 'N', 'B', 'BOOL', 'NULL', 'SS', 'NS', 'BS', 'L', 'M'] as const;
export type AttributeType = (typeof attributeTypes)[number];

/** Set types, and what their members are. */
export const memberTypes = { SS: 'S', NS: 'N', BS: 'B' } as const;

export function typeOf(value: AttributeValue): AttributeType {
  for (const type in value) return type as AttributeType; // a value has one property, its type
  throw new Error('Cannot name the type of an attribute value that has none');
}

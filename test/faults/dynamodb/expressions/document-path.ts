import type { AttributeValue, Item } from '../values/attribute-value.ts';

/** Where a value lies in an item: an attribute's name, then names in maps and positions in lists. */
export type DocumentPath = readonly [string, ...(string | number)[]];

/** The value there, if there is one. */
export function valueAt(item: Item, [name, ...rest]: DocumentPath): AttributeValue | undefined {
  let value = item[name];
  for (const step of rest) value = value && child(value, step);
  return value;
}

/** Whether one path is the other or leads to it. */
export function overlaps(one: DocumentPath, other: DocumentPath): boolean {
  const [shorter, longer] = one.length < other.length ? [one, other] : [other, one];
  return shorter.every((step, index) => step === longer[index]);
}

/** Whether one path goes into a map where the other goes into a list. */
export function conflicts(one: DocumentPath, other: DocumentPath): boolean {
  const parting = one.findIndex((step, index) => step !== other[index]);
  return parting > 0 && parting < other.length && typeof one[parting] !== typeof other[parting];
}

export function pathText(path: DocumentPath): string {
  return path.reduce<string>((text, step) => (typeof step === 'number' ? `${text}[${step}]` : text === '' ? step : `${text}.${step}`), '');
}

function child(value: AttributeValue, step: string | number): AttributeValue | undefined {
  if (typeof step === 'number') return 'L' in value ? value.L[step] : undefined;
  return 'M' in value ? value.M[step] : undefined;
}

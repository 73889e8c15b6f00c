import type { MessageFields } from './message-fields.ts';

/** Items of a list that are looked at: no person sets more tags, or writes more comments, on one call. */
const mostItems = 20;

/** The texts of a list's items, `data.tags.0.name`, `data.tags.1.name`, …; none where there is no list. */
export function textsIn(fields: MessageFields, list: string, name: string): string[] {
  const paths = Array.from({ length: mostItems }, (_, index) => `${list}.${index}.${name}`);
  return paths.map((path) => fields.note(path)).filter((text) => text !== undefined);
}

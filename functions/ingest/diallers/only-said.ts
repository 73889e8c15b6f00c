type Said<Shape> = { [Key in keyof Shape]: Exclude<Shape[Key], undefined> };

/** The same object without what nobody said, so that an absent field and an undefined one are one thing. */
export function onlySaid<Shape extends object>(object: Shape): Said<Shape> {
  // TypeScript cannot see that entries without undefined have this type.
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as Said<Shape>;
}

/** The fields that a request gave, for laying over what is there: null is a value, undefined is none. */
export function givenIn<Fields extends object>(fields: Fields): { [Name in keyof Fields]?: Exclude<Fields[Name], undefined> } {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given) as { [Name in keyof Fields]?: Exclude<Fields[Name], undefined> }; // fromEntries forgets the names
}

/** Values by name, each name with all its values in the order in which they came. */
export type FormFields = ReadonlyMap<string, readonly string[]>;

/** Decodes `application/x-www-form-urlencoded`: a body, or a query without its question mark. */
export function formFields(encoded: string): FormFields {
  const fields = new Map<string, string[]>();
  for (const [name, value] of new URLSearchParams(encoded)) {
    const known = fields.get(name);
    if (known) known.push(value);
    else fields.set(name, [value]);
  }
  return fields;
}

/** The query of a URL as it was sent, without question mark and fragment. */
export function queryOf(url: string): string {
  return /^[^?#]*\?([^#]*)/.exec(url)?.[1] ?? '';
}

/** The value of a name; several different ones stay a list, which no field is: nothing says which of them is meant. */
export function onlyValue(fields: FormFields, name: string): unknown {
  const values = fields.get(name) ?? [];
  const different = new Set(values);
  return different.size > 1 ? [...different] : values[0];
}

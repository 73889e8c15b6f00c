export type JsonObject = Readonly<Record<string, unknown>>;

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value at a dot path (`agent.id`, `legs.0.status`) of parsed JSON; undefined where any step is missing. */
export function valueAt(json: unknown, path: string): unknown {
  return path.split('.').reduce(stepInto, json);
}

function stepInto(at: unknown, key: string): unknown {
  if (Array.isArray(at)) return /^\d+$/.test(key) ? at[Number(key)] : undefined;
  return isJsonObject(at) && Object.hasOwn(at, key) ? at[key] : undefined;
}

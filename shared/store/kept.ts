/**
 * Reads through `load` and keeps each answer for a time: a second or so is enough to spare a read for almost every webhook of a busy minute,
 * and short enough that a changed setting is in force before anybody has switched windows. What is not there is not kept.
 */
export function kept<Value>(
  load: (key: string) => Promise<Value | undefined>,
  { forMs, now }: { forMs: number; now: () => number },
): (key: string, options?: { fresh: boolean }) => Promise<Value | undefined> {
  const entries = new Map<string, { value: Value; until: number }>();
  return async (key, options) => {
    const entry = entries.get(key);
    if (entry && entry.until > now() && !options?.fresh) return entry.value;
    const value = await load(key);
    if (value === undefined) entries.delete(key);
    else entries.set(key, { value, until: now() + forMs });
    return value;
  };
}

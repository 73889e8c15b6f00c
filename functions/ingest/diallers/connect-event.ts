import { isJsonObject, type JsonObject } from './value-at.ts';

/** A contact event of Amazon Connect, as EventBridge hands it over. */
export type ConnectEvent = { id: string | undefined; time: string | undefined; detail: JsonObject };

/** The event in parsed JSON; undefined for anything else. */
export function connectEvent(json: unknown): ConnectEvent | undefined {
  if (!isJsonObject(json) || !isJsonObject(json.detail)) return undefined;
  const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);
  return { id: text(json.id), time: text(json.time), detail: json.detail };
}

/** The value at a dot path, whatever the case of its names: Amazon's own samples write `agentInfo` and `AgentInfo`. */
export function connectField(detail: JsonObject, path: string): unknown {
  return path.split('.').reduce<unknown>((at, name) => {
    if (!isJsonObject(at)) return undefined;
    const key = Object.keys(at).find((own) => own.toLowerCase() === name.toLowerCase());
    return key === undefined ? undefined : at[key];
  }, detail);
}

import { jsonOf } from './json-of.ts';
import { isJsonObject, type JsonObject } from './value-at.ts';

/** The object that a body of JSON is, or the sentence that says why it is none. */
export function jsonObjectIn(body: Uint8Array): { object: JsonObject } | { problem: string } {
  const parsed = jsonOf(body);
  if ('problem' in parsed) return parsed;
  return isJsonObject(parsed.json) ? { object: parsed.json } : { problem: 'the body is not a JSON object' };
}

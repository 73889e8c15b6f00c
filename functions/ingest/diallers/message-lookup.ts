import type { WebhookRequest } from './dialler.ts';
import { queryOf } from './form-fields.ts';
import { jsonOf } from './json-of.ts';
import { multipartPairs } from './multipart-pairs.ts';
import { isJsonObject, valueAt } from './value-at.ts';

/** Finds a field by its dot path, wherever it was sent. */
export type Lookup = (path: string) => unknown;
export type Message = { lookup: Lookup } | { problem: string };

/**
 * A webhook's fields by dot path: of a GET in its query, else in its body, which is JSON, a form, or `multipart/form-data`.
 * `Legs[0][Status]` of a form is `Legs.0.Status`, and a form's field that holds JSON is looked into: `data.id`.
 * A field that says two different things is a list, which no reader takes for text.
 */
export function messageLookup(request: WebhookRequest): Message {
  const { method, url, body } = request;
  if (method.toUpperCase() === 'GET') return { lookup: lookupIn(queryPairs(url)) };
  const contentType = request.headers['content-type'] ?? '';
  if (/^\s*multipart\//i.test(contentType)) {
    const pairs = multipartPairs(body, contentType.trim());
    return pairs ? { lookup: lookupIn(pairs) } : { problem: 'the multipart body has no boundary' };
  }
  if (/\bx-www-form-base64-encoded\b/i.test(contentType)) return { lookup: lookupIn([base64Pair(body.toString())]) };
  return isJson(contentType, body) ? jsonLookup(body) : { lookup: lookupIn([...new URLSearchParams(body.toString())]) };
}

/** FreeSWITCH's `cdr=` with the value in base64, whose own `+` and `=` are not escaped. */
function base64Pair(form: string): [string, string] {
  const [name = '', value = ''] = form.split(/=(.*)/s);
  return [name, Buffer.from(value, 'base64').toString()];
}

/** The pairs of a URL's query. */
export function queryPairs(url: string): [string, string][] {
  return [...new URLSearchParams(queryOf(url))];
}

/** Some senders name no content type, or a form's, and send JSON. */
function isJson(contentType: string, body: Buffer): boolean {
  return /[/+]json\b/i.test(contentType) || /^(?:\ufeff)?\s*[{[]/.test(body.subarray(0, 32).toString());
}

function jsonLookup(body: Buffer): Message {
  const parsed = jsonOf(body);
  if ('problem' in parsed) return parsed;
  // Some senders wrap one event in a list.
  const json = Array.isArray(parsed.json) && parsed.json.length === 1 ? parsed.json[0] : parsed.json;
  return isJsonObject(json) ? { lookup: (path) => valueAt(json, path) } : { problem: 'the body is not a JSON object' };
}

/** A lookup in pairs of a form or a query. */
export function lookupIn(pairs: readonly (readonly [string, string])[]): Lookup {
  const values = new Map<string, Set<string>>();
  for (const [name, value] of pairs) {
    const path = name.replace(/\[([^[\]]*)\]/g, '.$1');
    values.set(path, (values.get(path) ?? new Set()).add(value));
  }
  const nested = new Map<string, unknown>();
  const jsonIn = (name: string) => {
    if (!nested.has(name)) nested.set(name, textAsJson(single(values.get(name))));
    return nested.get(name);
  };
  return (path) => {
    if (values.has(path)) return single(values.get(path));
    const dot = path.indexOf('.');
    return dot < 0 ? undefined : valueAt(jsonIn(path.slice(0, dot)), path.slice(dot + 1));
  };
}

function single(values: ReadonlySet<string> = new Set()): unknown {
  return values.size > 1 ? [...values] : [...values][0];
}

function textAsJson(text: unknown): unknown {
  const parsed = typeof text === 'string' ? jsonOf(Buffer.from(text)) : { problem: 'no text' };
  return 'json' in parsed ? parsed.json : undefined;
}

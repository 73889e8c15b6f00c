import type { WebhookRequest } from './dialler.ts';
import { type FormFields, formFields, queryOf } from './form-fields.ts';
import { jsonOf } from './json-of.ts';
import { isJsonObject } from './value-at.ts';

/** The hash of the body that a signed URL carries; where it does, the signature covers the body by it, and not by its parameters. */
export function bodyHashIn(url: string): string | null {
  return new URLSearchParams(queryOf(url)).get('bodySHA256');
}

/** The parameters that are signed one by one after the URL: those of a form body. A GET has them in its URL, which is signed as it is. */
export function signedParams({ method, url, body }: WebhookRequest): FormFields {
  return method.toUpperCase() === 'GET' || bodyHashIn(url) !== null ? new Map() : formFields(body.toString());
}

/** What a webhook says, by name: nothing that its signature does not cover. Undefined for JSON that is none. */
export function twilioParams(request: WebhookRequest): FormFields | undefined {
  if (request.method.toUpperCase() === 'GET') return formFields(queryOf(request.url));
  const isJson = bodyHashIn(request.url) !== null && !(request.headers['content-type'] ?? '').includes('form-urlencoded');
  return isJson ? jsonParams(request.body) : formFields(request.body.toString());
}

function jsonParams(body: Buffer): FormFields | undefined {
  const parsed = jsonOf(body);
  if ('problem' in parsed || !isJsonObject(parsed.json)) return undefined;
  const entries = Object.entries(parsed.json).filter(([, value]) => typeof value === 'string' || typeof value === 'number');
  return new Map(entries.map(([name, value]) => [name, [String(value)]]));
}

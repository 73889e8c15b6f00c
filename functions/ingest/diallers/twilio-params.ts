import type { WebhookRequest } from './dialler.ts';
import { type FormFields, formFields, queryOf } from './form-fields.ts';
import { jsonOf } from './json-of.ts';
import { paramsOf, paramsOfEvent } from './twilio-event.ts';
import { isJsonObject } from './value-at.ts';

/** The hash of the body that a signed URL carries; where it does, the signature covers the body by it, and not by its parameters. */
export function bodyHashIn(url: string): string | null {
  return new URLSearchParams(queryOf(url)).get('bodySHA256');
}

/** The parameters that are signed one by one after the URL: those of a form body. A GET has them in its URL, which is signed as it is. */
export function signedParams({ method, url, body }: WebhookRequest): FormFields {
  return method.toUpperCase() === 'GET' || bodyHashIn(url) !== null ? new Map() : formFields(body.toString());
}

/**
 * What a webhook says, message by message, each by name: nothing that its signature does not cover. Event Streams sends a list, all else is one.
 * Undefined for JSON that is neither.
 */
export function twilioMessages(request: WebhookRequest): readonly FormFields[] | undefined {
  const messages = unparented(request);
  const parent = parentIn(request.url);
  return parent === undefined ? messages : messages?.map((params) => withParent(params, parent));
}

function unparented(request: WebhookRequest): readonly FormFields[] | undefined {
  if (request.method.toUpperCase() === 'GET') return [formFields(queryOf(request.url))];
  const isJson = bodyHashIn(request.url) !== null && !(request.headers['content-type'] ?? '').includes('form-urlencoded');
  return isJson ? jsonMessages(request.body) : [formFields(request.body.toString())];
}

function jsonMessages(body: Buffer): readonly FormFields[] | undefined {
  const parsed = jsonOf(body);
  if ('problem' in parsed) return undefined;
  if (Array.isArray(parsed.json))
    return parsed.json.length > 0 && parsed.json.every(isJsonObject) ? parsed.json.map(paramsOfEvent) : undefined;
  if (!isJsonObject(parsed.json)) return undefined;
  return [typeof parsed.json.specversion === 'string' ? paramsOfEvent(parsed.json) : paramsOf(parsed.json)];
}

/** A callback of answering machine detection names its own leg alone: whose child that is, who asked for it can say in the signed URL. */
function parentIn(url: string): string | undefined {
  return new URLSearchParams(queryOf(url)).get('ParentCallSid') ?? undefined;
}

function withParent(params: FormFields, parent: string): FormFields {
  return params.has('ParentCallSid') || params.get('CallSid')?.[0] === parent ? params : new Map([...params, ['ParentCallSid', [parent]]]);
}

import type { WebhookRequest } from './dialler.ts';
import { jsonOf, type ParsedJson } from './json-of.ts';
import { isJsonObject, type JsonObject } from './value-at.ts';

/** One event, out of whichever envelope it came in. */
export type StandardEvent = { id: string | undefined; type: string; aboutCall: boolean; timestamp: unknown; data: JsonObject };
type Envelope = Omit<StandardEvent, 'type' | 'aboutCall' | 'data'> & { type: unknown; data: ParsedJson };
type Found<Value> = Value | { problem: string };

/** An id tells messages apart for people; a longer one is not worth its room on the call. */
const idLimit = 512;

const standardCall = /^call\./;
// CloudEvents asks for types that begin with the sender's own domain, such as com.example.call.updated.
const cloudEventCall = /(?:^|\.)call\./;

/**
 * The event of a Standard Webhooks body, or of a CloudEvent in structured or binary mode, or what is wrong with it.
 * In binary mode type, time and id are headers, which Standard Webhooks does not sign: the call itself is in the signed body.
 */
export function standardEvent(request: WebhookRequest): Found<StandardEvent> {
  const contentType = contentTypeIn(request.headers);
  if (isBatch(request.headers)) return { problem: 'it is a batch of CloudEvents, which was not asked for: send one event a request' };
  const structured = contentType.startsWith('application/cloudevents');
  const binary = !structured && request.headers['ce-type'] !== undefined;
  const envelope = binary ? binaryEnvelope(request) : bodyEnvelope(request, structured);
  return 'problem' in envelope ? envelope : opened(envelope, structured || binary ? cloudEventCall : standardCall);
}

/** Whether it is many CloudEvents in one request, which the binding allows only to who was asked for them. */
export function isBatch(headers: WebhookRequest['headers']): boolean {
  return contentTypeIn(headers).startsWith('application/cloudevents-batch');
}

function contentTypeIn(headers: WebhookRequest['headers']): string {
  return (headers['content-type'] ?? '').trim().toLowerCase();
}

function opened({ id = '', type, data, timestamp }: Envelope, aboutCalls: RegExp): Found<StandardEvent> {
  if (typeof type !== 'string' || type === '') return { problem: 'type is missing, or not text' };
  const event = { id: id === '' || id.length > idLimit ? undefined : id, timestamp, type, aboutCall: aboutCalls.test(type) };
  if (!event.aboutCall) return { ...event, data: {} };
  if ('problem' in data) return data;
  return isJsonObject(data.json) ? { ...event, data: data.json } : { problem: 'data is missing, or not an object' };
}

function bodyEnvelope({ body, headers }: WebhookRequest, structured: boolean): Found<Envelope> {
  const parsed = jsonOf(body);
  if ('problem' in parsed) return parsed;
  if (!isJsonObject(parsed.json)) return { problem: 'the body is not a JSON object' };
  const { type, timestamp, time, data, source, id } = parsed.json;
  if (!structured) return { id: headers['webhook-id'] ?? headers['svix-id'], type, timestamp, data: { json: data } };
  return { id: cloudEventId(source, id), type, timestamp: time, data: structuredData(data, parsed.json.data_base64) };
}

function structuredData(data: unknown, base64: unknown): ParsedJson {
  return data === undefined && typeof base64 === 'string' ? jsonOf(Buffer.from(base64, 'base64')) : { json: data };
}

function binaryEnvelope({ body, headers }: WebhookRequest): Found<Envelope> {
  try {
    const [type, timestamp, source, id] = ['type', 'time', 'source', 'id'].map((name) => decodeURIComponent(headers[`ce-${name}`] ?? ''));
    return { id: cloudEventId(source, id), type, timestamp, data: jsonOf(body) };
  } catch {
    return { problem: 'a ce- header is not percent-encoded UTF-8' };
  }
}

/** An id is the sender's own within its source alone. */
function cloudEventId(source: unknown, id: unknown): string | undefined {
  return typeof id === 'string' && id !== '' ? `${typeof source === 'string' ? source : ''}#${id}` : undefined;
}

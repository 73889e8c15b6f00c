import type { Instant } from '../../../shared/domain/instant.ts';
import type { Dialler, DiallerSettings, Reading, WebhookRequest } from './dialler.ts';
import { type FormFields, formFields, queryOf } from './form-fields.ts';
import { implausibleIn } from './implausible-in.ts';
import { jsonOf } from './json-of.ts';
import { ignored, readingOf, unreadable } from './reading-of.ts';
import { telnyxStatement } from './telnyx-statement.ts';
import { twilio } from './twilio.ts';
import { isJsonObject, type JsonObject } from './value-at.ts';
import { verifyTelnyx } from './verify-telnyx.ts';

const publicKeyBytes = 32;

/** Telnyx Voice: call control events, and the status callbacks of TeXML, which are written as Twilio writes them. */
export const telnyx: Dialler = {
  kind: 'telnyx',
  keyInUrl: false,
  verify: verifyTelnyx,
  // Nobody holds the private half: until the account's public key is given, nothing verifies.
  newSecret: (random) => random(publicKeyBytes).toString('base64'),
  read: (request, settings, now) => {
    if (request.method.toUpperCase() === 'GET') {
      return unreadable("it came by GET, and Telnyx's signature does not cover the query: set the webhook's method to POST");
    }
    if ((request.headers['content-type'] ?? '').toLowerCase().includes('form-urlencoded')) {
      return texmlReading(request, formFields(request.body.toString()), settings, now);
    }
    const parsed = jsonOf(request.body);
    if ('problem' in parsed) return unreadable(parsed.problem);
    if (!isJsonObject(parsed.json)) return unreadable('the body is not a JSON object');
    const { data } = parsed.json;
    return isJsonObject(data) ? eventReading(data, settings, now) : texmlReading(request, scalarsOf(parsed.json), settings, now);
  },
};

function eventReading(event: JsonObject, settings: DiallerSettings, now: Instant): Reading {
  if (typeof event.event_type !== 'string' || event.event_type === '') return unreadable('data.event_type is missing, or not text');
  if (!event.event_type.startsWith('call.')) return ignored('The event is not about a call: types of calls begin with "call."');
  if (!isJsonObject(event.payload)) return unreadable('data.payload is missing, or not an object');
  const told = telnyxStatement(event.event_type, event, settings);
  if (told === undefined) return ignored('The event does not change the call');
  return readingOf(told.statement, [...told.problems, ...implausibleIn(told.statement, { now, retentionDays: settings.retentionDays })]);
}

function scalarsOf(json: JsonObject): FormFields {
  const entries = Object.entries(json).filter(([, value]) => typeof value === 'string' || typeof value === 'number');
  return new Map(entries.map(([name, value]) => [name, [String(value)]]));
}

/**
 * TeXML's callbacks are Twilio's but for two things: the duration so far, which a call that goes on tells too, and the direction,
 * which none tells. It is taken from the query of the URL that was pasted into Telnyx (`?direction=outbound`).
 */
function texmlReading(request: WebhookRequest, params: FormFields, settings: DiallerSettings, now: Instant): Reading {
  const direction = params.get('Direction')?.[0] ?? new URLSearchParams(queryOf(request.url)).get('direction');
  const named = new Map(params);
  if (direction) named.set('Direction', [direction.toLowerCase()]);
  if (goesOn.has(params.get('CallStatus')?.[0] ?? '')) named.delete('CallDuration');
  const pairs = [...named].flatMap(([name, values]) => values.map((value): [string, string] => [name, value]));
  const form = { ...request, url: '', body: Buffer.from(new URLSearchParams(pairs).toString()) };
  return twilio.read(form, settings, now);
}

const goesOn: ReadonlySet<string> = new Set(['queued', 'initiated', 'ringing', 'answered', 'in-progress']);

import type { Dialler, WebhookRequest } from './dialler.ts';
import { formFields, onlyValue, queryOf } from './form-fields.ts';
import { implausibleIn } from './implausible-in.ts';
import { jsonOf, type ParsedJson } from './json-of.ts';
import { MessageFields } from './message-fields.ts';
import { ignored, readingOf, unreadable } from './reading-of.ts';
import { isJsonObject } from './value-at.ts';
import { verifyVonage } from './verify-vonage.ts';
import { vonageStatement } from './vonage-statement.ts';

const secretBytes = 32;

/** Vonage Voice: what comes to an application's event URL, JSON by POST or a query by GET. */
export const vonage: Dialler = {
  kind: 'vonage',
  keyInUrl: false,
  verify: verifyVonage,
  // As strong as HS256 itself; a real account brings its own.
  newSecret: (random) => random(secretBytes).toString('base64url'),
  read: (request, settings, now) => {
    const parsed = eventOf(request);
    if ('problem' in parsed) return unreadable(parsed.problem);
    const event = parsed.json;
    if (!isJsonObject(event)) return unreadable('the body is not a JSON object');
    const fields = new MessageFields((name) => (Object.hasOwn(event, name) ? event[name] : undefined), settings);
    const says = (name: string) => event[name] !== undefined && event[name] !== null && event[name] !== '';

    if (!says('status') && !says('recording_url')) {
      // Keys that were pressed, transfers and errors come to the same URL; so do messages, if it is used for those too.
      const isOther = ['uuid', 'conversation_uuid', 'conversation_uuid_from', 'message_uuid', 'reason'].some(says);
      return isOther ? ignored('The event does not change the call') : unreadable('status is missing');
    }
    if (says('message_uuid')) return ignored('The event is not about a call');
    const { statement, problems } = vonageStatement(fields, settings);
    return readingOf(statement, [...problems, ...implausibleIn(statement, { now, retentionDays: settings.retentionDays })]);
  },
};

function eventOf({ method, url, body }: WebhookRequest): ParsedJson {
  if (method.toUpperCase() !== 'GET') return jsonOf(body);
  const query = formFields(queryOf(url));
  return { json: Object.fromEntries([...query.keys()].map((name) => [name, onlyValue(query, name)])) };
}

import type { Dialler, WebhookRequest } from './dialler.ts';
import { type FormFields, formFields, queryOf } from './form-fields.ts';
import { implausibleIn } from './implausible-in.ts';
import { plivoStatement } from './plivo-statement.ts';
import { ignored, readingOf, unreadable } from './reading-of.ts';
import { verifyPlivo } from './verify-plivo.ts';

const tokenBytes = 30;

/** Plivo Voice: answer, ring and hangup URLs, callbacks of Dial and Record, machine detection; by POST or GET. */
export const plivo: Dialler = {
  kind: 'plivo',
  keyInUrl: false,
  timezone: 'UTC',
  verify: verifyPlivo,
  // Of the length of Plivo's own auth tokens; a real account brings its own.
  newSecret: (random) => random(tokenBytes).toString('base64'),
  read: (request, settings, now) => {
    const params = paramsOf(request);
    if (!namesCall(params)) return isOtherEvent(params) ? ignored('The event is not about a call') : unreadable('CallUUID is missing');
    if (!tellsOfCall(params)) {
      return says(params, 'Event') || says(params, 'Machine') || isOtherEvent(params)
        ? ignored('The event does not change the call')
        : unreadable('CallStatus is missing');
    }
    const { statement, problems } = plivoStatement(params, settings);
    return readingOf(statement, [...problems, ...implausibleIn(statement, { now, retentionDays: settings.retentionDays })]);
  },
};

/** What its signature covers, and nothing else. */
function paramsOf({ method, url, body }: WebhookRequest): FormFields {
  return formFields(method.toUpperCase() === 'GET' ? queryOf(url) : body.toString());
}

function says(params: FormFields, name: string): boolean {
  return params.get(name)?.some((value) => value.trim() !== '') ?? false;
}

function namesCall(params: FormFields): boolean {
  return ['CallUUID', 'ALegUUID', 'DialALegUUID', 'RequestUUID'].some((name) => says(params, name));
}

function tellsOfCall(params: FormFields): boolean {
  const isMachine = params.get('Machine')?.[0]?.trim().toLowerCase() === 'true';
  return isMachine || ['CallStatus', 'DialBLegStatus', 'RecordUrl'].some((name) => says(params, name));
}

/** Messages, conferences and recordings have an id of their own; keys that were pressed have no status. */
function isOtherEvent(params: FormFields): boolean {
  return ['MessageUUID', 'ConferenceUUID', 'ConferenceName', 'RecordingID', 'Digits', 'Speech'].some((name) => says(params, name));
}

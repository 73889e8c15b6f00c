import type { Instant } from '../../../shared/domain/instant.ts';
import type { Dialler, DiallerSettings, Reading } from './dialler.ts';
import type { FormFields } from './form-fields.ts';
import { implausibleIn } from './implausible-in.ts';
import { combinedReading, ignored, readingOf, unreadable } from './reading-of.ts';
import { twilioMessages } from './twilio-params.ts';
import { isMachine, twilioStatement } from './twilio-statement.ts';
import { verifyTwilio } from './verify-twilio.ts';

const tokenBytes = 16;

/** Twilio Voice status callbacks, by themselves or in Event Streams, and what comes beside them: recordings, answering machine detection. */
export const twilio: Dialler = {
  kind: 'twilio',
  keyInUrl: false,
  verify: verifyTwilio,
  // Of the shape of Twilio's own auth tokens; a real account brings its own.
  newSecret: (random) => random(tokenBytes).toString('hex'),
  read: (request, settings, now) => {
    const messages = twilioMessages(request);
    if (messages === undefined) return unreadable('the body is neither a JSON object nor a list of CloudEvents');
    return combinedReading(messages.map((params) => readMessage(params, settings, now)));
  },
};

function readMessage(params: FormFields, settings: DiallerSettings, now: Instant): Reading {
  if (!says(params, 'CallSid')) return isOtherEvent(params) ? ignored('The event is not about a call') : unreadable('CallSid is missing');
  if (!tellsOfCall(params)) {
    return isOtherEvent(params) || says(params, 'AnsweredBy')
      ? ignored('The event does not change the call')
      : unreadable('CallStatus is missing');
  }
  const { statement, problems } = twilioStatement(params, settings);
  return readingOf(statement, [...problems, ...implausibleIn(statement, { now, retentionDays: settings.retentionDays })]);
}

function says(params: FormFields, name: string): boolean {
  return params.get(name)?.some((value) => value.trim() !== '') ?? false;
}

function tellsOfCall(params: FormFields): boolean {
  return says(params, 'CallStatus') || says(params, 'RecordingUrl') || isMachine(params.get('AnsweredBy')?.[0]);
}

/** Messages, conferences, recordings, tasks, the debugger: each has an id, or a name, of its own. */
function isOtherEvent(params: FormFields): boolean {
  const names = [...params.keys()];
  return names.some((name) => /^(?!(?:Parent)?(?:Call|Account)Sid$)\w*Sid$|^EventType$|^StatusCallbackEvent$|^PayloadType$/.test(name));
}

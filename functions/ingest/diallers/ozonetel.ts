import type { Statement } from '../../../shared/domain/fact.ts';
import type { Dialler, DiallerSettings } from './dialler.ts';
import { implausibleIn } from './implausible-in.ts';
import { MessageFields } from './message-fields.ts';
import { type Lookup, messageLookup } from './message-lookup.ts';
import { newKey } from './new-key.ts';
import { ozonetelCdr } from './ozonetel-cdr.ts';
import { ozonetelEvent } from './ozonetel-event.ts';
import { ignored, readingOf, unreadable } from './reading-of.ts';
import { verifyOzonetel } from './verify-ozonetel.ts';
import { withoutPlaceholders } from './without-placeholders.ts';
import { withoutSecretField } from './without-secret-field.ts';

/** Ozonetel CloudAgent: the CDR callback at the end of a call, and the events subscription. It does not sign; its API key is in the body. */
export const ozonetel: Dialler = {
  kind: 'ozonetel',
  keyInUrl: true,
  timezone: 'Asia/Kolkata',
  verify: verifyOzonetel,
  redact: withoutSecretField('api_?key', 'json-or-form'),
  newSecret: newKey,
  read: (request, settings, now) => {
    const message = messageLookup(request);
    if ('problem' in message) return unreadable(message.problem);
    const lookup = withoutPlaceholders(insideData(message.lookup));
    const says = (name: string) => (lookup(name) ?? '') !== '';
    const read = says('monitorUCID') ? ozonetelCdr : says('monitor_ucid') || says('ucid') ? ozonetelEvent : undefined;
    if (read === undefined) {
      return says('eventType')
        ? ignored('The event is not about a call')
        : unreadable('neither data.monitorUCID nor monitor_ucid is there');
    }
    const { statement, problems } = readWith(read, lookup, settings);
    return readingOf(statement, [...problems, ...implausibleIn(statement, { now, retentionDays: settings.retentionDays })]);
  },
};

/** A CDR is JSON in the form's field `data`; where it is sent as JSON itself, it is read as well. */
function insideData(lookup: Lookup): Lookup {
  const isWrapped = lookup('data') !== undefined && lookup('monitorUCID') === undefined;
  return isWrapped ? (path) => lookup(`data.${path}`) : lookup;
}

type Read = (fields: MessageFields, settings: DiallerSettings) => Statement;

function readWith(read: Read, lookup: Lookup, settings: DiallerSettings) {
  const fields = new MessageFields(lookup, settings);
  return { statement: read(fields, settings), problems: fields.problems };
}

import type { Dialler } from './dialler.ts';
import { exotelPassthru } from './exotel-passthru.ts';
import { exotelStatusCallback } from './exotel-status-callback.ts';
import { implausibleIn } from './implausible-in.ts';
import { MessageFields } from './message-fields.ts';
import { messageLookup } from './message-lookup.ts';
import { newKey } from './new-key.ts';
import { ignored, readingOf, unreadable } from './reading-of.ts';
import { verifyKey } from './verify-key.ts';
import { withoutKey } from './without-key.ts';
import { withoutPlaceholders } from './without-placeholders.ts';

/** Exotel's status callbacks (form, JSON or multipart), campaign callbacks, and the GET of its Passthru applet. It does not sign. */
export const exotel: Dialler = {
  kind: 'exotel',
  keyInUrl: true,
  timezone: 'Asia/Kolkata',
  verify: verifyKey,
  redact: withoutKey,
  newSecret: newKey,
  read: (request, settings, now) => {
    const message = messageLookup(request);
    if ('problem' in message) return unreadable(message.problem);
    const lookup = withoutPlaceholders(message.lookup);
    const says = (name: string) => (lookup(name) ?? '') !== '';
    if (!says('CallSid') && !says('call_sid')) {
      return says('SmsSid') || says('campaign_sid') ? ignored('The event is not about a call') : unreadable('CallSid is missing');
    }
    const fields = new MessageFields(lookup, settings);
    const read = ['CallType', 'CallStatus', 'CallFrom'].some(says) ? exotelPassthru : exotelStatusCallback;
    const statement = read(fields, settings);
    return readingOf(statement, [...fields.problems, ...implausibleIn(statement, { now, retentionDays: settings.retentionDays })]);
  },
};

import type { Dialler } from './dialler.ts';
import { implausibleIn } from './implausible-in.ts';
import { jsonObjectIn } from './json-object-in.ts';
import { justcallStatement } from './justcall-statement.ts';
import { MessageFields } from './message-fields.ts';
import { ignored, readingOf, unreadable } from './reading-of.ts';
import { saysNothing } from './says-nothing.ts';
import { valueAt } from './value-at.ts';
import { verifyJustcall } from './verify-justcall.ts';

const secretBytes = 20;

/** `call.completed`; of the sales dialer, `sd.call_completed`. */
const callType = /^(?:\w+\.)?call[._](\w+)$/i;

/** JustCall's webhooks about calls, of the dialler and of the sales dialer. */
export const justcall: Dialler = {
  kind: 'justcall',
  keyInUrl: false,
  verify: verifyJustcall,
  // Of the shape of JustCall's own API secrets; a real account brings its own.
  newSecret: (random) => random(secretBytes).toString('hex'),
  // A URL that is added is tried with a message that is not signed and says nothing.
  handshake: ({ body, headers }) => (headers['x-justcall-signature'] === undefined && saysNothing(body) ? {} : undefined),
  read: (request, settings, now) => {
    const message = jsonObjectIn(request.body);
    if ('problem' in message) return unreadable(message.problem);
    const { type } = message.object;
    if (typeof type !== 'string' || type === '') return unreadable('type is missing, or not text');
    const event = callType.exec(type)?.[1];
    if (event === undefined) return ignored('The event is not about a call');

    const sentAt = request.headers['x-justcall-request-timestamp'];
    const lookup = (name: string) => (name === 'sentAt' ? sentAt : valueAt(message.object, name));
    const fields = new MessageFields(lookup, { ...settings, timezone: 'UTC' });
    const statement = justcallStatement(event.toLowerCase(), fields, settings);
    if (statement === undefined) return ignored('The event does not change the call');
    return readingOf(statement, [...fields.problems, ...implausibleIn(statement, { now, retentionDays: settings.retentionDays })]);
  },
};

import { aircallStatement } from './aircall-statement.ts';
import type { Dialler } from './dialler.ts';
import { implausibleIn } from './implausible-in.ts';
import { jsonObjectIn } from './json-object-in.ts';
import { MessageFields } from './message-fields.ts';
import { newKey } from './new-key.ts';
import { ignored, readingOf, unreadable } from './reading-of.ts';
import { valueAt } from './value-at.ts';
import { verifyAircall } from './verify-aircall.ts';
import { withoutSecretField } from './without-secret-field.ts';

/** Aircall's webhooks about calls. What makes a webhook genuine is a token in its body. */
export const aircall: Dialler = {
  kind: 'aircall',
  keyInUrl: false,
  verify: verifyAircall,
  redact: withoutSecretField('token', 'json'),
  // Aircall makes the token: until it is given to the connection, nothing verifies.
  newSecret: newKey,
  read: (request, settings, now) => {
    const message = jsonObjectIn(request.body);
    if ('problem' in message) return unreadable(message.problem);
    const { event, resource } = message.object;
    if (typeof event !== 'string' || event === '') return unreadable('event is missing, or not text');
    if (!event.startsWith('call.') || (resource !== undefined && resource !== 'call')) return ignored('The event is not about a call');

    const fields = new MessageFields((name) => valueAt(message.object, name), settings);
    const statement = aircallStatement(event.slice('call.'.length), fields, settings);
    return readingOf(statement, [...fields.problems, ...implausibleIn(statement, { now, retentionDays: settings.retentionDays })]);
  },
};

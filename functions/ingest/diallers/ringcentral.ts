import type { Dialler, WebhookRequest } from './dialler.ts';
import { implausibleIn } from './implausible-in.ts';
import { jsonObjectIn } from './json-object-in.ts';
import { newKey } from './new-key.ts';
import { ignored, readingOfAll, unreadable } from './reading-of.ts';
import { ringcentralStatements } from './ringcentral-statement.ts';
import { saysNothing } from './says-nothing.ts';
import { isJsonObject } from './value-at.ts';
import { verifyRingcentral } from './verify-ringcentral.ts';
import { withoutKey } from './without-key.ts';

/** RingCentral's telephony session notifications, of an account or of one extension. */
export const ringcentral: Dialler = {
  kind: 'ringcentral',
  keyInUrl: false,
  verify: verifyRingcentral,
  redact: withoutKey,
  newSecret: newKey,
  handshake,
  read: (request, settings, now) => {
    const message = jsonObjectIn(request.body);
    if ('problem' in message) return unreadable(message.problem);
    const { event, body } = message.object;
    if (typeof event !== 'string' || event === '') return unreadable('event is missing, or not text');
    if (!event.includes('/telephony/sessions')) return ignored('The event is not about a call');
    if (!isJsonObject(body)) return unreadable('body is missing, or not an object');

    const told = ringcentralStatements(message.object, settings);
    if (told.statements.length === 0 && told.problems.length === 0) return ignored('No party of the call is one with somebody outside');
    const implausible = told.statements.flatMap((statement) => implausibleIn(statement, { now, retentionDays: settings.retentionDays }));
    return readingOfAll(told.statements, [...told.problems, ...implausible]);
  },
};

/** What may be sent back in a header: RingCentral's own tokens are UUIDs, and its whole answer may have 1024 bytes. */
const echoable = /^[\x21-\x7e]{1,256}$/;

/** When a subscription is made, or renewed, RingCentral sends a token of its own, and wants it back. */
function handshake({ headers, body }: WebhookRequest) {
  const token = headers['validation-token'] ?? '';
  return saysNothing(body) && echoable.test(token) ? { 'validation-token': token } : undefined;
}

import type { Dialler } from './dialler.ts';
import { dialpadStatement } from './dialpad-statement.ts';
import { hs256Token } from './hs256-token.ts';
import { implausibleIn } from './implausible-in.ts';
import { MessageFields } from './message-fields.ts';
import { ignored, readingOf, unreadable } from './reading-of.ts';
import { valueAt } from './value-at.ts';
import { verifyDialpad } from './verify-dialpad.ts';

const secretBytes = 32;

/** Dialpad's call events, each a token that is the whole body. */
export const dialpad: Dialler = {
  kind: 'dialpad',
  keyInUrl: false,
  verify: verifyDialpad,
  // As strong as HS256 itself; it is given to the webhook when that is made in Dialpad.
  newSecret: (random) => random(secretBytes).toString('base64url'),
  read: (request, settings, now) => {
    const event = hs256Token(request.body.toString().trim())?.claims;
    if (event === undefined) return unreadable('the body is not a token signed with HS256');
    const says = (name: string) => (event[name] ?? '') !== '';
    if (!says('call_id')) return says('state') ? unreadable('call_id is missing') : ignored('The event is not about a call');
    if (!says('state')) return unreadable('state is missing');
    if (event.is_internal === true) return ignored('The call is one between colleagues');

    const fields = new MessageFields((name) => valueAt(event, name), settings);
    const statement = dialpadStatement(fields, settings);
    if (statement === undefined) return ignored('The event does not change the call');
    return readingOf(statement, [...fields.problems, ...implausibleIn(statement, { now, retentionDays: settings.retentionDays })]);
  },
};

import type { Dialler } from './dialler.ts';
import { implausibleIn } from './implausible-in.ts';
import { MessageFields } from './message-fields.ts';
import { messageLookup } from './message-lookup.ts';
import { afterCallLookup, myoperatorAfterCall } from './myoperator-after-call.ts';
import { myoperatorEvent } from './myoperator-event.ts';
import { newKey } from './new-key.ts';
import { ignored, readingOf, unreadable } from './reading-of.ts';
import { verifyMyoperator } from './verify-myoperator.ts';
import { withoutKey } from './without-key.ts';
import { withoutPlaceholders } from './without-placeholders.ts';

/** MyOperator's events (v2) and the after-call webhook that came before them (v1). */
export const myoperator: Dialler = {
  kind: 'myoperator',
  keyInUrl: true,
  timezone: 'Asia/Kolkata',
  verify: verifyMyoperator,
  redact: withoutKey,
  newSecret: newKey,
  read: (request, settings, now) => {
    const message = messageLookup(request);
    if ('problem' in message) return unreadable(message.problem);
    const afterCall = afterCallLookup(message.lookup);
    if (afterCall !== undefined && 'problem' in afterCall) return unreadable(afterCall.problem);

    const lookup = withoutPlaceholders(afterCall?.lookup ?? message.lookup);
    const type = lookup('event_type') ?? lookup('type');
    if (!afterCall && typeof type !== 'string') return unreadable('neither event_type nor _ai is there');
    if (!afterCall && !/^call\b/i.test(String(type))) return ignored('The event is not about a call');
    const fields = new MessageFields(lookup, settings);
    const statement = afterCall ? myoperatorAfterCall(fields, settings) : myoperatorEvent(fields, settings);
    return readingOf(statement, [...fields.problems, ...implausibleIn(statement, { now, retentionDays: settings.retentionDays })]);
  },
};

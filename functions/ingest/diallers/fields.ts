import type { Dialler, DiallerSettings, WebhookRequest } from './dialler.ts';
import { fieldPlan } from './field-plan.ts';
import { fieldsStatement } from './fields-statement.ts';
import { implausibleIn } from './implausible-in.ts';
import { lookupIn, type Message, messageLookup, queryPairs } from './message-lookup.ts';
import { newKey } from './new-key.ts';
import { ignored, readingOf, unreadable } from './reading-of.ts';
import { verifyKey } from './verify-key.ts';
import { withoutKey } from './without-key.ts';
import { withoutPlaceholders } from './without-placeholders.ts';

/** Any dialler whose body its users shape themselves: the connection's `fieldMap` says where things are, its `statusMap` what words mean. */
export const fields: Dialler = {
  kind: 'fields',
  keyInUrl: true,
  verify: verifyKey,
  redact: withoutKey,
  newSecret: newKey,
  read: (request, settings, now) => {
    if (settings.fieldMap === null) return unreadable('the connection has no fieldMap, which says where the fields are');
    const message = everywhere(request);
    if ('problem' in message) return unreadable(message.problem);
    return readWith(message.lookup, { ...settings, fieldMap: settings.fieldMap }, now);
  },
};

type Mapped = DiallerSettings & { fieldMap: Readonly<Record<string, string>> };

function readWith(lookup: (path: string) => unknown, settings: Mapped, now: string) {
  const plan = fieldPlan(settings.fieldMap);
  const read = fieldsStatement(withoutPlaceholders(plan.urlEncoded ? unescaped(lookup) : lookup), plan, settings);
  if (read === 'ignore') return ignored('The dictionary of the connection says to ignore its status');
  const { statement, problems } = read;
  return readingOf(statement, [...problems, ...implausibleIn(statement, { now, retentionDays: settings.retentionDays })]);
}

/** The body's fields, and those of the query that the body does not have. */
function everywhere(request: WebhookRequest): Message {
  const query = lookupIn(queryPairs(request.url));
  if (request.body.length === 0) return { lookup: query };
  const message = messageLookup(request);
  return 'problem' in message ? message : { lookup: (path) => message.lookup(path) ?? query(path) };
}

function unescaped(lookup: (path: string) => unknown): (path: string) => unknown {
  return (path) => {
    const value = lookup(path);
    try {
      return typeof value === 'string' ? decodeURIComponent(value) : value;
    } catch {
      return value;
    }
  };
}

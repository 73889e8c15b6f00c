import type { DiallerSettings, Verification, WebhookRequest } from './dialler.ts';
import { jsonObjectIn } from './json-object-in.ts';
import { sameText } from './same-text.ts';

/**
 * Aircall signs nothing: each body has the `token` that Aircall gave the webhook when it was made. A time inside such a body proves nothing,
 * so none is checked: a replay passes, and is a known fact. Source: developer.aircall.io, "Webhooks".
 */
export function verifyAircall({ body }: WebhookRequest, { secrets }: Pick<DiallerSettings, 'secrets'>): Verification {
  const message = jsonObjectIn(body);
  const token = 'object' in message ? message.object.token : undefined;
  if (typeof token !== 'string' || token === '') return { verified: false, reason: 'token is missing in the body' };
  const matches = secrets.some((secret) => sameText(token, secret));
  return matches ? { verified: true } : { verified: false, reason: 'token of the body is none of the connection’s secrets' };
}

import type { DiallerSettings, Verification, WebhookRequest } from './dialler.ts';
import { messageLookup } from './message-lookup.ts';
import { sameText } from './same-text.ts';
import { verifyKey } from './verify-key.ts';

const places = ['data.Apikey', 'Apikey', 'apiKey', 'api_key'];

/** The key in the webhook's URL, or the account's own API key in the body, where that is a secret of the connection. */
export function verifyOzonetel(request: WebhookRequest, settings: Pick<DiallerSettings, 'secrets'>): Verification {
  const byKey = verifyKey(request, settings);
  if (byKey.verified) return byKey;
  const message = messageLookup(request);
  const given = 'problem' in message ? [] : places.map(message.lookup).filter((key) => typeof key === 'string' && key !== '');
  if (given.some((key) => settings.secrets.some((secret) => sameText(String(key), secret)))) return { verified: true };
  const besides = given.length > 0 ? 'the Apikey in the body is none of the connection’s secrets' : 'there is no Apikey in the body';
  return { verified: false, reason: `${byKey.reason}; ${besides}` };
}

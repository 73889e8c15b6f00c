import type { DiallerSettings, Verification, WebhookRequest } from './dialler.ts';
import { queryOf } from './form-fields.ts';
import { sameText } from './same-text.ts';

/**
 * For diallers that do not sign: the key in `?key=`, or, where the dialler can set one and keep it out of access logs, in a header:
 * `x-api-key`, `Authorization: Bearer`, or the password of `Authorization: Basic` (which is what `https://redial:KEY@…` sends).
 */
export function verifyKey({ url, headers }: WebhookRequest, { secrets }: Pick<DiallerSettings, 'secrets'>): Verification {
  const given = [...new URLSearchParams(queryOf(url)).getAll('key'), ...keysIn(headers)].filter((key) => key !== '');
  if (given.length === 0) return { verified: false, reason: 'the key is missing: send to the webhook URL as it was given, with its ?key=' };
  const matches = secrets.some((secret) => given.some((key) => sameText(key, secret)));
  return matches ? { verified: true } : { verified: false, reason: 'the key is none of the connection’s' };
}

function keysIn(headers: Readonly<Record<string, string>>): string[] {
  const [, scheme = '', credentials = ''] = /^(\S+) +(\S+)$/.exec((headers.authorization ?? '').trim()) ?? [];
  const bearer = scheme.toLowerCase() === 'bearer' ? credentials : '';
  const basic = scheme.toLowerCase() === 'basic' ? Buffer.from(credentials, 'base64').toString() : '';
  return [headers['x-api-key'] ?? '', bearer, basic.slice(basic.indexOf(':') + 1)];
}

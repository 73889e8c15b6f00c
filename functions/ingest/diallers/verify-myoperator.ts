import { createHmac } from 'node:crypto';
import type { DiallerSettings, Verification, WebhookRequest } from './dialler.ts';
import { sameText } from './same-text.ts';
import { verifyKey } from './verify-key.ts';

/**
 * MyOperator's documents contradict each other: one page signs the raw body (HMAC-SHA256, hex, `X-MyOperator-Signature`), another has
 * nothing but keys. A signature that is there must match; where there is none, or nothing that it could cover, the key must.
 */
export function verifyMyoperator(request: WebhookRequest, settings: Pick<DiallerSettings, 'secrets'>): Verification {
  const signature = request.headers['x-myoperator-signature']?.trim();
  if (!signature || request.body.length === 0 || request.method.toUpperCase() === 'GET') return verifyKey(request, settings);
  const hex = signature.replace(/^sha256=/i, '').toLowerCase();
  const secrets = settings.secrets.filter((secret) => secret !== '');
  const matches = secrets.some((secret) => sameText(hex, createHmac('sha256', secret).update(request.body).digest('hex')));
  return matches
    ? { verified: true }
    : { verified: false, reason: 'x-myoperator-signature matches no secret of the connection and the body as it came' };
}

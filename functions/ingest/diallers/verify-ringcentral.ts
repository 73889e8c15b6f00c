import type { DiallerSettings, Verification, WebhookRequest } from './dialler.ts';
import { sameText } from './same-text.ts';

/** The older name, and the newer one. */
const tokenHeaders = ['validation-token', 'verification-token'];

/**
 * RingCentral signs nothing: it sends the token that the subscription was made with in a header of each notification. It says nothing of the
 * time: a replay passes, and is a known fact. Source: developers.ringcentral.com, "Receiving Webhooks".
 */
export function verifyRingcentral({ headers }: WebhookRequest, { secrets }: Pick<DiallerSettings, 'secrets'>): Verification {
  const given = tokenHeaders.map((name) => headers[name]).filter((token) => token !== undefined && token !== '');
  if (given.length === 0) {
    return {
      verified: false,
      reason: 'the header verification-token is missing: make the subscription with the secret of the connection as its verificationToken',
    };
  }
  const matches = secrets.some((secret) => given.some((token) => sameText(String(token), secret)));
  return matches ? { verified: true } : { verified: false, reason: 'the token in the header is none of the connection’s secrets' };
}

import type { DiallerSettings, Verification, WebhookRequest } from './dialler.ts';
import { hs256Token } from './hs256-token.ts';

/**
 * Dialpad's webhooks: with a secret, the whole body is a JSON Web Token, HS256 alone, and its claims are the event. A body of plain JSON comes
 * from a webhook without one, or from anybody. `event_timestamp` is when the event happened, not when it was sent, and a late event is lost
 * for good if it is refused; as all of it is signed, a replay says what is known already. So no age is refused.
 */
export function verifyDialpad({ body }: WebhookRequest, { secrets }: Pick<DiallerSettings, 'secrets'>): Verification {
  const token = hs256Token(body.toString().trim());
  if (token === undefined) {
    return {
      verified: false,
      reason: 'the body is not a token signed with HS256: give the webhook in Dialpad the secret of the connection',
    };
  }
  const matches = secrets.some((secret) => token.signedBy(secret));
  return matches ? { verified: true } : { verified: false, reason: 'no secret of the connection signs the token that the body is' };
}

import { type KeyObject, verify } from 'node:crypto';
import type { Instant } from '../../../shared/domain/instant.ts';
import type { DiallerSettings, Verification, WebhookRequest } from './dialler.ts';
import { ed25519Key } from './ed25519-key.ts';
import { stalenessOf } from './staleness-of.ts';
import { base64Bytes } from './standard-keys.ts';

/**
 * Telnyx's signature: Ed25519 over `timestamp|body`; the secret is the account's public key in base64, any of several may match.
 * The URL is not signed, nor its query. Source: telnyx-node, `src/lib/webhooks.ts`.
 */
export function verifyTelnyx({ headers, body }: WebhookRequest, { secrets }: Pick<DiallerSettings, 'secrets'>, now: Instant): Verification {
  const { 'telnyx-signature-ed25519': signature, 'telnyx-timestamp': timestamp } = headers;
  if (!signature) return unverified('the header telnyx-signature-ed25519 is missing');
  if (!timestamp) return unverified('the header telnyx-timestamp is missing');
  if (!signatureFormat.test(signature)) return unverified('telnyx-signature-ed25519 is not 64 bytes in base64');
  const stale = stalenessOf(timestamp, now);
  if (stale !== undefined) return unverified(stale);

  const keys = secrets.map((secret) => ed25519Key(base64Bytes(secret.trim()))).filter((key) => key !== undefined);
  if (keys.length === 0)
    return unverified('the connection has no usable public key: give it the one of your Telnyx account, 32 bytes in base64');
  const content = Buffer.concat([Buffer.from(`${timestamp}|`), body]);
  const matches = keys.some((key) => signs(key, content, Buffer.from(signature, 'base64')));
  return matches ? { verified: true } : unverified('no public key of the connection matches the signature and the body as it came');
}

/** Sixty-four bytes, padded: one spelling each, as the official package reads it. */
const signatureFormat = /^[A-Za-z0-9+/]{86}==$/;

function unverified(reason: string): Verification {
  return { verified: false, reason };
}

/** Thirty-two bytes may be no point of the curve: such a key signs nothing. */
function signs(key: KeyObject, content: Buffer, signature: Buffer): boolean {
  try {
    return verify(null, content, key, signature);
  } catch {
    return false;
  }
}

import { createHmac, verify as verifySignature } from 'node:crypto';
import type { Instant } from '../../../shared/domain/instant.ts';
import type { DiallerSettings, Verification, WebhookRequest } from './dialler.ts';
import { sameText } from './same-text.ts';
import { stalenessOf } from './staleness-of.ts';
import { type StandardKey, standardKeys } from './standard-keys.ts';

type Signature = { version: string; base64: string };
type Signed = { id: string; timestamp: string; signatures: readonly Signature[] };

/**
 * Standard Webhooks: any of the message's signatures (v1, v1a) may match any of the connection's secrets.
 * Source: the specification at standardwebhooks.com; header names `webhook-*`, or `svix-*` of its forerunner.
 */
export function verifyStandard(request: WebhookRequest, settings: Pick<DiallerSettings, 'secrets'>, now: Instant): Verification {
  const signed = signedHeaders(request.headers);
  if (typeof signed === 'string') return unverified(signed);
  // A retry is signed anew, so days of retries pass too.
  const stale = stalenessOf(signed.timestamp, now);
  if (stale !== undefined) return unverified(stale);

  const keys = settings.secrets.flatMap(standardKeys);
  const content = Buffer.concat([Buffer.from(`${signed.id}.${signed.timestamp}.`), request.body]);
  return keys.some((key) => signs(key, content, signed.signatures)) ? { verified: true } : unverified(mismatch(keys, signed.signatures));
}

function unverified(reason: string): Verification {
  return { verified: false, reason };
}

/** What the sender signed, or the sentence that says which header is missing. */
function signedHeaders(headers: Readonly<Record<string, string>>): Signed | string {
  const prefix = headers['webhook-signature'] === undefined && headers['svix-signature'] !== undefined ? 'svix' : 'webhook';
  const [id, timestamp, signature] = ['id', 'timestamp', 'signature'].map((name) => headers[`${prefix}-${name}`]);
  if (!id) return `the header ${prefix}-id is missing`;
  if (!timestamp) return `the header ${prefix}-timestamp is missing`;
  if (!signature) return `the header ${prefix}-signature is missing`;
  return { id, timestamp, signatures: signaturesIn(signature) };
}

function signaturesIn(header: string): Signature[] {
  return header.split(' ').map((listed) => {
    const [version = '', base64 = ''] = listed.split(',');
    return { version, base64 };
  });
}

function signs(key: StandardKey, content: Buffer, signatures: readonly Signature[]): boolean {
  const candidates = signatures.filter(({ version }) => version === key.version).map(({ base64 }) => base64);
  if (key.version === 'v1a')
    return candidates.some((base64) => verifySignature(null, content, key.publicKey, Buffer.from(base64, 'base64')));
  const wanted = createHmac('sha256', key.secret).update(content).digest('base64');
  return candidates.some((base64) => sameText(base64, wanted));
}

function mismatch(keys: readonly StandardKey[], signatures: readonly Signature[]): string {
  if (keys.length === 0) return 'the connection has no usable secret: give it a whsec_… or whpk_… one';
  const versions = new Set(signatures.map(({ version }) => version));
  if (keys.some(({ version }) => versions.has(version))) return 'no signature matches a secret of the connection and the body as it came';
  return `the message is signed with none of the versions that the connection's secrets are for (${[...new Set(keys.map(({ version }) => version))].join(', ')})`;
}

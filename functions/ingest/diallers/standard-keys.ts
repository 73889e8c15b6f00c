import type { KeyObject } from 'node:crypto';
import { ed25519Key } from './ed25519-key.ts';

/** `v1` is HMAC-SHA256 with a shared secret, `v1a` is Ed25519 with the sender's public key. */
export type StandardKey = { version: 'v1'; secret: Buffer } | { version: 'v1a'; publicKey: KeyObject };

/**
 * The keys that one configured secret may mean: `whsec_…` a shared secret in base64, `whpk_…` a public key in base64,
 * and anything else a shared secret, either in base64 (as the official libraries take it) or as its own bytes.
 * A public key is never tried as a shared secret: everybody knows it. None where nothing usable is in it.
 */
export function standardKeys(configured: string): StandardKey[] {
  const secret = configured.trim();
  if (secret.startsWith('whpk_')) return publicKeys(base64Bytes(secret.slice(5)));
  if (secret.startsWith('whsec_')) return sharedSecrets(base64Bytes(secret.slice(6)));
  return sharedSecrets(Buffer.from(secret), base64Bytes(secret));
}

// An empty key would let anybody sign.
function sharedSecrets(...secrets: readonly Buffer[]): StandardKey[] {
  return secrets.filter((secret) => secret.length > 0).map((secret) => ({ version: 'v1', secret }));
}

function publicKeys(bytes: Buffer): StandardKey[] {
  const publicKey = ed25519Key(bytes);
  return publicKey ? [{ version: 'v1a', publicKey }] : [];
}

/** Strict, since Node skips what is not base64 and would so make a shorter, weaker key. */
export function base64Bytes(text: string): Buffer {
  return /^[A-Za-z0-9+/_-]+={0,2}$/.test(text) ? Buffer.from(text, 'base64') : Buffer.alloc(0);
}

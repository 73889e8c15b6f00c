import { createPublicKey, type KeyObject } from 'node:crypto';

const ed25519Bytes = 32;

/** The public key of these 32 bytes (RFC 8032); undefined for any other length. */
export function ed25519Key(bytes: Buffer): KeyObject | undefined {
  if (bytes.length !== ed25519Bytes) return undefined;
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: bytes.toString('base64url') }, format: 'jwk' });
}

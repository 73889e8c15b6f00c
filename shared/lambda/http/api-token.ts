import { createHash } from 'node:crypto';

/** A new API token: 256 random bits. Shown once and kept as its hash alone. */
export function newApiToken(random: (bytes: number) => Buffer): string {
  return `rdl_${random(32).toString('base64url')}`;
}

/** SHA-256, hex. A token is random and long, so that a slow hash would add nothing but time to every request. */
export function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

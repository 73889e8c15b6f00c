const keyBytes = 24;

/** A key for a dialler that cannot sign: 192 random bits that need no escaping in a URL. */
export function newKey(random: (bytes: number) => Buffer): string {
  return random(keyBytes).toString('base64url');
}

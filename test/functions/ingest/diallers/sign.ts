import { createHmac, createPrivateKey, createPublicKey, sign } from 'node:crypto';

/** The headers of a message that a Standard Webhooks sender signs with a `whsec_…` secret (v1) or a `whsk_…` private key (v1a). */
export function signStandard(secret: string, id: string, timestampSeconds: number, body: string | Buffer): Record<string, string> {
  const content = Buffer.concat([Buffer.from(`${id}.${timestampSeconds}.`), Buffer.from(body)]);
  const signature = secret.startsWith('whsk_') ? ed25519(secret.slice(5), content) : hmac(secret.replace(/^whsec_/, ''), content);
  return { 'webhook-id': id, 'webhook-timestamp': String(timestampSeconds), 'webhook-signature': signature };
}

/** The signature of a form that Twilio posts to `url`. */
export function signTwilio(token: string, url: string, params: Readonly<Record<string, string>>): string {
  const signed = Object.keys(params)
    .sort()
    .map((name) => `${name}${params[name]}`);
  return createHmac('sha1', token)
    .update(url + signed.join(''))
    .digest('base64');
}

/** The headers of a form that Plivo posts to `url`, or of a GET where there is none: its signature V3. */
export function signPlivo(
  token: string,
  url: string,
  params: Readonly<Record<string, string | readonly string[]>> = {},
): Record<string, string> {
  const [address = '', query = ''] = url.split('?');
  const inQuery = [...new URLSearchParams(query)].sort(byNameAndValue).map(([name, value]) => `${name}=${value}`);
  const pairs = Object.entries(params).flatMap(([name, value]) => [value].flat().map((one): [string, string] => [name, one]));
  const inBody = pairs.sort(byNameAndValue).map(([name, value]) => name + value);
  const mark = inQuery.length > 0 || inBody.length > 0 ? '?' : '';
  const divider = inQuery.length > 0 && inBody.length > 0 ? '.' : '';
  const signed = `${address}${mark}${inQuery.join('&')}${divider}${inBody.join('')}.12345`;
  return {
    'x-plivo-signature-v3': createHmac('sha256', token).update(signed).digest('base64'),
    'x-plivo-signature-v3-nonce': '12345',
  };
}

function byNameAndValue(a: readonly [string, string], b: readonly [string, string]): number {
  if (a[0] !== b[0]) return a[0] < b[0] ? -1 : 1;
  return a[1] < b[1] ? -1 : Number(a[1] > b[1]);
}

/** The headers of a message that Telnyx signs, with the private key of this seed. */
export function signTelnyx(seed: Buffer, timestampSeconds: number, body: string): Record<string, string> {
  const signature = sign(null, Buffer.from(`${timestampSeconds}|${body}`), ed25519PrivateKey(seed)).toString('base64');
  return { 'telnyx-timestamp': String(timestampSeconds), 'telnyx-signature-ed25519': signature };
}

/** The public key of a seed, as Telnyx shows it: 32 bytes in base64. */
export function telnyxPublicKey(seed: Buffer): string {
  const { x = '' } = createPublicKey(ed25519PrivateKey(seed)).export({ format: 'jwk' });
  return Buffer.from(x, 'base64url').toString('base64');
}

/** A JSON Web Token: Vonage sends one in `Authorization: Bearer`, Dialpad one as the whole body. */
export function signToken(
  secret: string,
  claims: Readonly<Record<string, unknown>>,
  header: object = { alg: 'HS256', typ: 'JWT' },
): string {
  const content = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  return `${content}.${createHmac('sha256', secret).update(content).digest('base64url')}`;
}

/** The headers of a message whose body names the URL that it goes to, and its type, as JustCall signs it. */
export function signJustcall(secret: string, url: string, type: string, timestamp: string): Record<string, string> {
  const signed = `${secret}|${encodeURIComponent(url)}|${type}|${timestamp}`;
  return {
    'x-justcall-signature': createHmac('sha256', secret).update(signed).digest('hex'),
    'x-justcall-signature-version': 'v1',
    'x-justcall-request-timestamp': timestamp,
  };
}

function hmac(base64: string, content: Buffer): string {
  return `v1,${createHmac('sha256', Buffer.from(base64, 'base64')).update(content).digest('base64')}`;
}

// PKCS #8 of an Ed25519 key is this prefix and the 32 bytes of its seed (RFC 8410).
const pkcs8Prefix = Buffer.from('302e020100300506032b657004220420', 'hex');

function ed25519(base64: string, content: Buffer): string {
  const key = ed25519PrivateKey(Buffer.from(base64, 'base64').subarray(0, 32));
  return `v1a,${sign(null, content, key).toString('base64')}`;
}

function ed25519PrivateKey(seed: Buffer) {
  return createPrivateKey({ key: Buffer.concat([pkcs8Prefix, seed]), format: 'der', type: 'pkcs8' });
}

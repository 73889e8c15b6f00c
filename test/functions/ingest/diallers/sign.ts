import { createHmac, createPrivateKey, sign } from 'node:crypto';

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

function hmac(base64: string, content: Buffer): string {
  return `v1,${createHmac('sha256', Buffer.from(base64, 'base64')).update(content).digest('base64')}`;
}

// PKCS #8 of an Ed25519 key is this prefix and the 32 bytes of its seed (RFC 8410).
const pkcs8Prefix = Buffer.from('302e020100300506032b657004220420', 'hex');

function ed25519(base64: string, content: Buffer): string {
  const seed = Buffer.from(base64, 'base64').subarray(0, 32);
  const key = createPrivateKey({ key: Buffer.concat([pkcs8Prefix, seed]), format: 'der', type: 'pkcs8' });
  return `v1a,${sign(null, content, key).toString('base64')}`;
}

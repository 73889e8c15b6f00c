import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { standard } from '../../../../functions/ingest/diallers/standard.ts';
import { signStandard } from './sign.ts';
import { aConnection, aRequest } from './webhooks.ts';

const base64 = (text: string) => Buffer.from(text).toString('base64');
const secret = `whsec_${base64('a shared secret of 32 characters')}`;
const other = `whsec_${base64('another secret, of somebody else')}`;
// Svix's published key pair of its asymmetric signing test.
const privateKey = 'whsk_6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbfVKIDij2HKpMKkioLlX0dRqSKJp4AJ6p9lMicMFs6Kvg==';
const publicKey = 'whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4=';

const sentAt = 1_795_000_000;
const at = (seconds: number) => new Date(seconds * 1000).toISOString();
const body = '{"type":"call.updated","data":{"callId":"1"}}';

type Sent = { secrets?: readonly string[]; headers?: Record<string, string>; body?: string | Buffer; now?: string };

function verify({ secrets = [secret], headers = signStandard(secret, 'msg_1', sentAt, body), now = at(sentAt), ...sent }: Sent) {
  return standard.verify(aRequest({ headers, body: sent.body ?? body }), aConnection({ secrets }), now);
}

const refused = (reason: RegExp) => ({ verified: false, reason: expect.stringMatching(reason) });

describe('Standard Webhooks', () => {
  it('accepts any of the connection’s secrets, so that a secret can be rotated', () => {
    expect(verify({ secrets: [other, secret] })).toEqual({ verified: true });
    expect(verify({ secrets: [other] })).toEqual(refused(/no signature matches/));
  });

  it('accepts any of the message’s signatures, and skips versions that nobody knows', () => {
    const headers = signStandard(secret, 'msg_1', sentAt, body);
    const several = `v9,AAAA ${signStandard(other, 'msg_1', sentAt, body)['webhook-signature']} ${headers['webhook-signature']}`;
    expect(verify({ headers: { ...headers, 'webhook-signature': several } })).toEqual({ verified: true });
  });

  it.each(['v1a', 'v2', ''])('takes a signature for what its version says, and not one of v1 under the name "%s"', (version) => {
    const headers = signStandard(secret, 'msg_1', sentAt, body);
    const renamed = `${version}${headers['webhook-signature']?.slice(2)}`;
    expect(verify({ headers: { ...headers, 'webhook-signature': renamed } })).toEqual(refused(/none of the versions .* \(v1\)/));
  });

  it('accepts the header names of Svix', () => {
    const renamed = Object.entries(signStandard(secret, 'msg_1', sentAt, body)).map(([name, value]) => [
      name.replace('webhook', 'svix'),
      value,
    ]);
    expect(verify({ headers: Object.fromEntries(renamed) })).toEqual({ verified: true });
  });

  it('accepts a signature of Ed25519 beside a shared secret', () => {
    const headers = signStandard(privateKey, 'msg_1', sentAt, body);
    expect(verify({ secrets: [secret, publicKey], headers })).toEqual({ verified: true });
    expect(verify({ secrets: [publicKey], headers, body: `${body} ` })).toEqual(refused(/no signature matches/));
  });

  it('never takes a public key as a shared secret', () => {
    const asText = signStandard(base64(publicKey), 'msg_1', sentAt, body);
    const asBytes = signStandard(publicKey.slice(5), 'msg_1', sentAt, body);
    expect(verify({ secrets: [publicKey], headers: asText })).toEqual(refused(/none of the versions .* \(v1a\)/));
    expect(verify({ secrets: [publicKey], headers: asBytes })).toEqual(refused(/none of the versions/));
  });

  it.each([
    ['as base64, as the official libraries take it', secret.slice(6), secret],
    ['as its own bytes', 'plain text, with blanks', base64('plain text, with blanks')],
    ['with blanks around it, as it is pasted', ` ${secret}\n`, secret],
  ])('takes a secret %s', (_, configured, signedWith) => {
    expect(verify({ secrets: [configured], headers: signStandard(signedWith, 'msg_1', sentAt, body) })).toEqual({ verified: true });
  });

  it.each(['', ' ', 'whsec_', 'whsec_!!!!', 'whpk_', 'whpk_AAAA'])(
    'has no key in the secret "%s", and so nobody can sign with an empty one',
    (configured) => {
      const headers = { ...signStandard('', 'msg_1', sentAt, body) };
      expect(verify({ secrets: [configured], headers })).toEqual(refused(/no usable secret/));
    },
  );

  it.each([
    ['300 s old', 300, true],
    ['301 s old', 301, false],
    ['300 s ahead', -300, true],
    ['301 s ahead', -301, false],
  ])('a message that is %s', (_, ageSeconds, verified) => {
    expect(verify({ now: at(sentAt + ageSeconds) }).verified).toBe(verified);
  });

  it('says how old a stale message is', () => {
    expect(verify({ now: at(sentAt + 412) })).toEqual(refused(/^the timestamp is 412 s old, at most 300 s are allowed$/));
  });

  it.each(['', 'x', '1795000000abc', '-1795000000', '1.795e9', ' 1795000000', '１７９５００００００', '9'.repeat(400)])(
    'refuses the timestamp "%s"',
    (timestamp) => {
      const headers = { ...signStandard(secret, 'msg_1', sentAt, body), 'webhook-timestamp': timestamp };
      expect(verify({ headers }).verified).toBe(false);
    },
  );

  it.each(['webhook-id', 'webhook-timestamp', 'webhook-signature'])('names the missing header %s', (name) => {
    const { [name]: _, ...headers } = signStandard(secret, 'msg_1', sentAt, body);
    expect(verify({ headers })).toEqual(refused(new RegExp(`the header ${name} is missing`)));
  });

  it('makes a fresh secret that it verifies with', () => {
    const fresh = standard.newSecret((bytes) => Buffer.alloc(bytes, 7));
    expect(fresh).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(verify({ secrets: [fresh], headers: signStandard(fresh, 'msg_1', sentAt, body) })).toEqual({ verified: true });
  });
});

describe('beside the official standardwebhooks package', () => {
  const aSecret = fc.uint8Array({ minLength: 24, maxLength: 64 }).map((bytes) => Buffer.from(bytes).toString('base64'));
  const aMessage = fc.record({
    secret: aSecret,
    id: fc.stringMatching(/^[\w-]{1,40}$/),
    text: fc.string({ unit: 'grapheme', maxLength: 200 }),
  });

  function sentByThem(message: { secret: string; id: string; text: string }) {
    const signature = new Webhook(message.secret).sign(message.id, new Date(sentAt * 1000), message.text);
    return { 'webhook-id': message.id, 'webhook-timestamp': String(sentAt), 'webhook-signature': signature };
  }

  it('accepts whatever it signs', () => {
    fc.assert(
      fc.property(aMessage, (message) => {
        expect(verify({ secrets: [`whsec_${message.secret}`], headers: sentByThem(message), body: message.text }).verified).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('accepts no message in which any byte was altered', () => {
    fc.assert(
      fc.property(aMessage, fc.nat(), fc.integer({ min: 1, max: 255 }), (message, place, difference) => {
        const bytes = Buffer.from(message.text || ' ');
        const index = place % bytes.length;
        bytes[index] = (bytes[index] ?? 0) ^ difference;
        expect(verify({ secrets: [message.secret], headers: sentByThem(message), body: bytes }).verified).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });

  it('signs as it does in our tests', () => {
    expect(signStandard(secret, 'msg_1', sentAt, body)['webhook-signature']).toBe(
      new Webhook(secret).sign('msg_1', new Date(sentAt * 1000), body),
    );
  });
});

import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { TelnyxWebhook } from 'telnyx/lib/webhooks.js';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { telnyx } from '../../../../functions/ingest/diallers/telnyx.ts';
import vectors from './fixtures/telnyx-vectors.json' with { type: 'json' };
import { signTelnyx, telnyxPublicKey } from './sign.ts';
import { aConnection, aRequest, lowerCased, now } from './webhooks.ts';

const seed = createHash('sha256').update('telnyx').digest();
const publicKey = telnyxPublicKey(seed);
const nowSeconds = Date.parse(now) / 1000;
const body = '{"data":{"event_type":"call.hangup"}}';

function verify(sent: { body?: string; headers: Record<string, string>; secrets?: readonly string[] }) {
  const { secrets = [publicKey], ...request } = sent;
  return telnyx.verify(aRequest({ body, ...request }), aConnection({ secrets }), now);
}

const refused = (reason: RegExp) => ({ verified: false, reason: expect.stringMatching(reason) });

describe('test vectors made with the key of RFC 8032', () => {
  it.each(vectors)('$name', ({ secret, expect_valid, headers, method, url, body: sent, now: seconds }) => {
    const request = aRequest({ method, url, body: sent, headers: lowerCased(headers) });
    const { verified } = telnyx.verify(request, aConnection({ secrets: [secret] }), new Date(seconds * 1000).toISOString());
    expect(verified).toBe(expect_valid);
  });
});

describe('the signature of Telnyx', () => {
  it('matches any of the connection’s public keys', () => {
    const headers = signTelnyx(seed, nowSeconds, body);
    expect(verify({ headers, secrets: ['not a key', telnyxPublicKey(Buffer.alloc(32, 1)), publicKey] })).toEqual({ verified: true });
    expect(verify({ headers, secrets: [telnyxPublicKey(Buffer.alloc(32, 1))] })).toEqual(
      refused(/no public key of the connection matches/),
    );
  });

  it.each([
    [-300, true],
    [-301, false],
    [300, true],
    [301, false],
  ])('%s s from now: verified %s', (seconds, verified) => {
    expect(verify({ headers: signTelnyx(seed, nowSeconds + seconds, body) }).verified).toBe(verified);
  });

  it.each([
    ['telnyx-signature-ed25519', /telnyx-signature-ed25519 is missing/],
    ['telnyx-timestamp', /telnyx-timestamp is missing/],
  ])('asks for a missing %s', (name, reason) => {
    expect(verify({ headers: { ...signTelnyx(seed, nowSeconds, body), [name]: '' } })).toEqual(refused(reason));
  });

  it.each([`${nowSeconds}abc`, ` ${nowSeconds}`, '-1', '1e9', 'now'])('is not of the time "%s"', (timestamp) => {
    const headers = { ...signTelnyx(seed, nowSeconds, body), 'telnyx-timestamp': timestamp };
    expect(verify({ headers })).toEqual(refused(/not in Unix seconds/));
  });

  it.each([[[]], [['']], [['AAAA']], [['whsec_c2VjcmV0']]])('needs a key that is one: %j', (secrets) => {
    expect(verify({ headers: signTelnyx(seed, nowSeconds, body), secrets })).toEqual(refused(/no usable public key/));
  });

  it('is of every byte of the body', () => {
    const headers = signTelnyx(seed, nowSeconds, body);
    fc.assert(
      fc.property(fc.nat({ max: body.length - 1 }), fc.integer({ min: 32, max: 126 }), (index, byte) => {
        const altered = body.slice(0, index) + String.fromCharCode(byte) + body.slice(index + 1);
        expect(verify({ headers, body: altered }).verified).toBe(altered === body);
      }),
      { numRuns: 200 },
    );
  });

  it('is made by nobody for a key that a connection without one is given', () => {
    const made = telnyx.newSecret((bytes) => Buffer.alloc(bytes, 255));
    expect(verify({ headers: signTelnyx(seed, nowSeconds, body), secrets: [made] }).verified).toBe(false);
  });
});

describe('beside the official telnyx package', () => {
  // It reads the system's clock, and takes none.
  beforeEach(() => vi.useFakeTimers({ now: new Date(now), toFake: ['Date'] }));
  afterEach(() => void vi.useRealTimers());

  async function theirs(headers: Record<string, string>, sent: string, key = publicKey): Promise<boolean> {
    try {
      await new TelnyxWebhook(key).verify(sent, headers);
      return true;
    } catch {
      return false;
    }
  }

  it('agrees on every body, byte, age and key', async () => {
    const seen = new Set<boolean>();
    const keys = fc.constantFrom(publicKey, telnyxPublicKey(Buffer.alloc(32, 1)));
    const ages = fc.constantFrom(0, -299, -300, -301, 299, 300, 301, 86_400);
    const aBody = fc.string({ unit: 'grapheme', maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(aBody, fc.option(aBody, { freq: 2 }), ages, keys, async (signedBody, altered, age, key) => {
        const headers = signTelnyx(seed, nowSeconds + age, signedBody);
        const sent = altered ?? signedBody;
        const verified = await theirs(headers, sent, key);
        seen.add(verified);
        expect(verify({ headers, body: sent, secrets: [key] }).verified).toBe(verified);
      }),
      { numRuns: 300 },
    );
    expect(seen).toEqual(new Set([true, false]));
  });

  it.each(['', 'AAAA', 'not base64!', '-'.repeat(86)])('refuses the signature "%s", as it does', async (signature) => {
    const headers = { ...signTelnyx(seed, nowSeconds, body), 'telnyx-signature-ed25519': signature };
    expect([await theirs(headers, body), verify({ headers }).verified]).toEqual([false, false]);
  });

  it.each([
    ['without its padding', (base64: string) => base64.replace(/=+$/, '')],
    ['spelled for URLs', (base64: string) => base64.replaceAll('+', '-').replaceAll('/', '_')],
    ['with something after it', (base64: string) => `${base64}AAAA`],
  ])('refuses a signature %s, as it does', async (_, respelled) => {
    const signed = signTelnyx(seed, nowSeconds, `${body} `); // its signature has signs that URLs escape
    const headers = { ...signed, 'telnyx-signature-ed25519': respelled(signed['telnyx-signature-ed25519'] ?? '') };
    expect(headers).not.toEqual(signed);
    expect([await theirs(headers, `${body} `), verify({ headers, body: `${body} ` }).verified]).toEqual([false, false]);
  });

  it.each([`${nowSeconds}abc`, ` ${nowSeconds}`, '1e9', '-1'])('refuses the time "%s", as it does', async (timestamp) => {
    const headers = { ...signTelnyx(seed, nowSeconds, body), 'telnyx-timestamp': timestamp };
    expect([await theirs(headers, body), verify({ headers }).verified]).toEqual([false, false]);
  });
});

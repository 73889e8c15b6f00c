import { createHash, createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { verifySignature } from '@vonage/jwt';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { vonage } from '../../../../functions/ingest/diallers/vonage.ts';
import vectors from './fixtures/vonage-vectors.json' with { type: 'json' };
import { signToken } from './sign.ts';
import { aConnection, aRequest, lowerCased, now } from './webhooks.ts';

const secret = 'kx9FhQp2Zt7Wm4Rv8Ld1Sb6Yc3Ng5Ja0';
const iat = Date.parse(now) / 1000;
const body = '{"status":"busy","uuid":"u-1"}';
const url = 'https://redial.example/webhooks/c_1';
const hashOf = (content: string) => createHash('sha256').update(content).digest('hex');
const claims = { iat, jti: 'j', iss: 'Vonage', payload_hash: hashOf(body), api_key: 'a1b2c3d', application_id: 'app' };

type Sent = { token?: string; method?: string; url?: string; body?: string; secrets?: readonly string[] };

function verify({ token = signToken(secret, claims), secrets = [secret], ...sent }: Sent) {
  const headers = { authorization: `Bearer ${token}` };
  return vonage.verify(aRequest({ url, body, ...sent, headers }), aConnection({ secrets }), now);
}

const refused = (reason: RegExp) => ({ verified: false, reason: expect.stringMatching(reason) });

describe('test vectors of Vonage’s tokens', () => {
  it.each(vectors)('$name', ({ secret: key, expect_valid, headers, method, url: at, body: sent, now: seconds }) => {
    const request = aRequest({ method, url: at, body: sent, headers: lowerCased(headers) });
    const { verified } = vonage.verify(request, aConnection({ secrets: [key] }), new Date(seconds * 1000).toISOString());
    expect(verified).toBe(expect_valid);
  });
});

describe('the token of Vonage', () => {
  it('matches any of the connection’s signature secrets', () => {
    expect(verify({ secrets: ['', 'another', secret] })).toEqual({ verified: true });
    expect(verify({ secrets: ['another'] })).toEqual(refused(/no signature secret/));
    expect(verify({ token: signToken('', claims), secrets: [''] }).verified).toBe(false);
  });

  it('is of the account that its secret was given for', () => {
    expect(verify({ secrets: [`a1b2c3d:${secret}`] })).toEqual({ verified: true });
    expect(verify({ secrets: [`b1b2c3d:${secret}`] })).toEqual(refused(/api_key of the token is not the one/));
  });

  it.each([
    ['no token', ''],
    ['a token in two parts', 'e30.e30'],
    ['blanks', 'e30. .e30'],
  ])('is missing where there is %s', (_, token) => {
    expect(verify({ token })).toEqual(refused(/authorization is missing, or no Bearer token/));
  });

  it.each(['none', 'HS512', 'RS256', 'hs256', undefined])('is not taken with the algorithm %s', (alg) => {
    expect(verify({ token: signToken(secret, claims, { alg }) })).toEqual(refused(/not signed with HS256/));
  });

  it.each([
    [-300, true],
    [-301, false],
    [300, true],
    [301, false],
  ])('made %s s from now: verified %s', (seconds, verified) => {
    expect(verify({ token: signToken(secret, { ...claims, iat: iat + seconds }) }).verified).toBe(verified);
  });

  it.each([undefined, null, 'now', `${iat}abc`, -1, {}])('made at %j is refused', (made) => {
    expect(verify({ token: signToken(secret, { ...claims, iat: made }) })).toEqual(refused(/not in Unix seconds/));
  });

  it.each([
    [{ exp: iat + 1 }, true],
    [{ exp: iat }, false],
    [{ exp: 'never' }, false],
    [{ nbf: iat }, true],
    [{ nbf: iat + 1 }, false],
  ])('with %j is verified: %s, as by the official package', (lifetime, verified) => {
    expect(verify({ token: signToken(secret, { ...claims, ...lifetime }) }).verified).toBe(verified);
  });

  it('covers every byte of the body by its hash, which the official package does not look at', () => {
    fc.assert(
      fc.property(fc.nat({ max: body.length - 1 }), fc.integer({ min: 32, max: 126 }), (index, byte) => {
        const altered = body.slice(0, index) + String.fromCharCode(byte) + body.slice(index + 1);
        expect(verify({ body: altered }).verified).toBe(altered === body);
      }),
      { numRuns: 300 },
    );
    expect(verify({ body: `${body} ` })).toEqual(refused(/payload_hash says/));
  });

  it.each([undefined, null, '', 1, hashOf('another')])('with the payload_hash %j of a body is refused', (payload_hash) => {
    expect(verify({ token: signToken(secret, { ...claims, payload_hash }) })).toEqual(refused(/payload_hash/));
  });

  it.each([
    ['of the query', hashOf('status=busy&uuid=u-1'), true],
    ['of no body', hashOf(''), true],
    ['left out', undefined, true],
    ['of a body that a POST had', hashOf(body), false],
  ])('of a GET may have the hash %s', (_, payload_hash, verified) => {
    const token = signToken(secret, { ...claims, payload_hash });
    const get = { method: 'GET', url: `${url}?status=busy&uuid=u-1`, token };
    expect(verify({ ...get, body: '' }).verified).toBe(verified);
    expect(verify(get).verified).toBe(verified);
  });

  it('is refused where its claims are no object', () => {
    const content = `${Buffer.from('{"alg":"HS256"}').toString('base64url')}.${Buffer.from('[]').toString('base64url')}`;
    const token = `${content}.${createHmac('sha256', secret).update(content).digest('base64url')}`;
    expect(verify({ token }).verified).toBe(false);
  });
});

describe('beside the official @vonage/jwt package', () => {
  const ages = fc.constantFrom(0, -300, -301, 300, 301, -3600);
  const algorithms = fc.constantFrom('HS256', 'HS384', 'none', 'hs256');

  it('refuses what it refuses, and of what it takes everything but another body and another time', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(
        fc.constantFrom(secret, 'another'),
        algorithms,
        ages,
        fc.boolean(),
        fc.boolean(),
        (key, alg, age, bodyIntact, tokenIntact) => {
          const signed = signVonageToken(key, alg, age);
          const token = tokenIntact ? signed : signed.replace(/\.(.)/, (_, first) => `.${first === 'a' ? 'b' : 'a'}`);
          const theirs = verifySignature(token, secret);
          const { verified } = verify({ token, body: bodyIntact ? body : `${body} ` });
          const stricter = !bodyIntact || Math.abs(age) > 300;
          expect(verified).toBe(theirs && !stricter);
          seen.add(`${theirs} ${verified}`);
        },
      ),
      { numRuns: 400 },
    );
    expect(seen).toEqual(new Set(['true true', 'true false', 'false false']));
  });

  const signVonageToken = (key: string, alg: string, age: number) => signToken(key, { ...claims, iat: iat + age }, { alg, typ: 'JWT' });

  /** Where ours is stricter: it takes each of these tokens. */
  it.each([
    ['another body', claims, `${body} `],
    ['no hash of the body', { ...claims, payload_hash: undefined }, body],
    ['a token an hour old', { ...claims, iat: iat - 3600 }, body],
    ['a token an hour ahead', { ...claims, iat: iat + 3600 }, body],
    ['a token without a time', { ...claims, iat: undefined }, body],
  ])('is stricter with %s', (_, given, sent) => {
    const token = signToken(secret, given);
    expect([verifySignature(token, secret), verify({ token, body: sent }).verified]).toEqual([true, false]);
  });

  it('is stricter with the algorithm: a key pair’s token is none of a shared secret', () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const content = [{ alg: 'RS256', typ: 'JWT' }, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
    const token = `${content}.${sign('sha256', Buffer.from(content), privateKey).toString('base64url')}`;
    const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
    expect([verifySignature(token, pem), verify({ token, secrets: [pem] }).verified]).toEqual([true, false]);
  });
});

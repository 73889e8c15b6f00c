import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { validateSignature } from 'plivo/dist/utils/security.js';
import { validateV3Signature } from 'plivo/dist/utils/v3Security.js';
import { describe, expect, it } from 'vitest';
import { plivo } from '../../../../functions/ingest/diallers/plivo.ts';
import vectors from './fixtures/plivo-vectors.json' with { type: 'json' };
import { signPlivo } from './sign.ts';
import { aConnection, aRequest, lowerCased, now } from './webhooks.ts';

const token = 'MDEyMzQ1Njc4OWFiY2RlZg';
const url = 'https://redial.example/webhooks/c_1';
const params = { CallUUID: 'u-1', CallStatus: 'busy', To: '919812345678', 'SIP-H-To': '<sip:a@x;transport=udp>;tag=1' };
const body = new URLSearchParams(params).toString();

type Sent = { url?: string; method?: string; body?: string; headers?: Record<string, string>; secrets?: readonly string[] };

function verify({ secrets = [token], ...sent }: Sent) {
  return plivo.verify(aRequest({ url, ...sent }), aConnection({ secrets }), now);
}

const refused = (reason: RegExp) => ({ verified: false, reason: expect.stringMatching(reason) });

describe('Plivo’s own test vectors', () => {
  it.each(vectors)('$name', ({ secret, expect_valid, headers, ...sent }) => {
    expect(verify({ ...sent, headers: lowerCased(headers), secrets: [secret] }).verified).toBe(expect_valid);
  });
});

describe('the signature of Plivo', () => {
  const headers = signPlivo(token, url, params);

  it('matches any of the connection’s auth tokens, so that a token can be rotated', () => {
    expect(verify({ body, headers, secrets: ['another', token] })).toEqual({ verified: true });
    expect(verify({ body, headers, secrets: ['another', ''] })).toEqual(refused(/no auth token/));
  });

  it('may be one of several, or that of the main account', () => {
    const { 'x-plivo-signature-v3': good = '', ...nonce } = headers;
    expect(verify({ body, headers: { ...nonce, 'x-plivo-signature-v3': `AAAA, ${good}` } }).verified).toBe(true);
    expect(verify({ body, headers: { ...nonce, 'x-plivo-signature-v3': 'AAAA', 'x-plivo-signature-ma-v3': good } }).verified).toBe(true);
    expect(verify({ body, headers: { ...nonce, 'x-plivo-signature-v3': `AAAA${good}` } }).verified).toBe(false);
  });

  it.each([
    ['signature', { 'x-plivo-signature-v3-nonce': '1' }, /x-plivo-signature-v3 is missing/],
    ['nonce', { 'x-plivo-signature-v3': 'AAAA' }, /x-plivo-signature-v3-nonce is missing/],
  ])('asks for a missing %s', (_, sent, reason) => {
    expect(verify({ body, headers: sent })).toEqual(refused(reason));
  });

  it('is never made with an empty token', () => {
    expect(verify({ body, headers: signPlivo('', url, params), secrets: [''] }).verified).toBe(false);
  });

  it('tells the address that it was checked against, and neither password nor query', () => {
    const reason = /at https:\/\/redial\.example\/webhooks\/c_1: Plivo signs the URL exactly as it is given there$/;
    expect(verify({ body, headers, url: 'https://user:secret@redial.example/webhooks/c_1?token=1' })).toEqual(refused(reason));
  });

  it('covers the query of a GET', () => {
    const get = `${url}?${body}`;
    expect(verify({ method: 'GET', url: get, headers: signPlivo(token, get) })).toEqual({ verified: true });
    expect(verify({ method: 'GET', url: `${get}0`, headers: signPlivo(token, get) }).verified).toBe(false);
  });

  it('covers every form, in any order, with or without a query', () => {
    const names = fc.oneof(fc.constantFrom('CallUUID', 'From', 'To'), fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 8 }));
    const someParams = fc.dictionary(names, fc.string({ unit: 'grapheme', maxLength: 12 }), { maxKeys: 6, minKeys: 1 });
    const aUrl = fc.constantFrom(url, `${url}/`, `${url}?a=b&c=d`, `${url}?z=1&a=%20x`, 'https://redial.example:8443/w');
    fc.assert(
      fc.property(aUrl, someParams, fc.boolean(), (at, given, altered) => {
        const form = new URLSearchParams(given).toString().split('&').reverse().join('&');
        const sent = altered ? `${form}&x=1` : form;
        expect(verify({ url: at, body: sent, headers: signPlivo(token, at, given) }).verified).toBe(!altered);
      }),
      { numRuns: 500 },
    );
  });

  it('of an older version counts only where no newer one came', () => {
    const v2 = createHmac('sha256', token).update(`${url}7`).digest('base64');
    const older = { 'x-plivo-signature-v2': v2, 'x-plivo-signature-v2-nonce': '7' };
    expect(verify({ body, headers: older }).verified).toBe(true);
    expect(verify({ body, headers: { ...older, 'x-plivo-signature-v3': 'AAAA', 'x-plivo-signature-v3-nonce': '7' } }).verified).toBe(false);
  });
});

describe('beside the official plivo package', () => {
  const aName = fc.oneof(fc.constantFrom('CallUUID', 'From', 'To'), fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 8 }));
  const aValue = fc.string({ unit: 'grapheme-ascii', maxLength: 12 });
  const someParams = fc.dictionary(aName, fc.oneof(aValue, fc.array(aValue, { minLength: 2, maxLength: 3 })), { maxKeys: 6 });
  const aUrl = fc
    .record({
      origin: fc.constantFrom('https://redial.example', 'http://10.0.0.1', 'https://redial.example:8443', 'https://redial.example:443'),
      path: fc.constantFrom('/', '/webhooks/c_1', '/a/b/', '/a%20b'),
      query: fc.constantFrom('', '?a=1', '?z=1&a=2', '?a=b%20c&a=a', '?a=1+2'),
    })
    .map(({ origin, path, query }) => origin + path + query);
  /** The URL as another part of the way may write it. */
  const respelled = fc.constantFrom(
    (given: string) => given,
    (given: string) => given.replace(':443', ''),
    (given: string) => given.replace('https', 'http'),
    (given: string) => `${given}${given.includes('?') ? '&' : '?'}x=1`,
  );

  function encoded(given: Record<string, string | readonly string[]>): string {
    const pairs = Object.entries(given).flatMap(([name, value]) => [value].flat().map((one): [string, string] => [name, one]));
    return new URLSearchParams(pairs).toString();
  }

  it('agrees on V3 over every form, and every spelling of the URL', () => {
    const seen = new Set<boolean>();
    fc.assert(
      fc.property(aUrl, respelled, someParams, fc.boolean(), (signedUrl, asSeen, given, intact) => {
        const headers = signPlivo(token, signedUrl, given);
        const sent = intact ? given : { ...given, From: 'someone else' };
        const { 'x-plivo-signature-v3': signature = '', 'x-plivo-signature-v3-nonce': nonce = '' } = headers;
        const theirs = validateV3Signature('POST', asSeen(signedUrl), nonce, token, signature, structuredClone(sent));
        seen.add(theirs);
        expect(verify({ url: asSeen(signedUrl), body: encoded(sent), headers }).verified).toBe(theirs);
      }),
      { numRuns: 500 },
    );
    expect(seen).toEqual(new Set([true, false]));
  });

  it('agrees on V3 over every query of a GET', () => {
    const seen = new Set<boolean>();
    fc.assert(
      fc.property(aUrl, respelled, (signedUrl, asSeen) => {
        const headers = signPlivo(token, signedUrl);
        const { 'x-plivo-signature-v3': signature = '', 'x-plivo-signature-v3-nonce': nonce = '' } = headers;
        const theirs = validateV3Signature('GET', asSeen(signedUrl), nonce, token, signature);
        seen.add(theirs);
        expect(verify({ method: 'GET', url: asSeen(signedUrl), headers }).verified).toBe(theirs);
      }),
      { numRuns: 200 },
    );
    expect(seen).toEqual(new Set([true, false]));
  });

  it('agrees on V2, which covers neither query nor form', () => {
    const seen = new Set<boolean>();
    fc.assert(
      fc.property(aUrl, respelled, (signedUrl, asSeen) => {
        const signature = createHmac('sha256', token)
          .update(`${signedUrl.replace(/\?.*/, '')}7`)
          .digest('base64');
        const theirs = validateSignature(asSeen(signedUrl), '7', signature, token);
        seen.add(theirs);
        const headers = { 'x-plivo-signature-v2': signature, 'x-plivo-signature-v2-nonce': '7' };
        expect(verify({ url: asSeen(signedUrl), body, headers }).verified).toBe(theirs);
      }),
      { numRuns: 200 },
    );
    expect(seen).toEqual(new Set([true, false]));
  });
});

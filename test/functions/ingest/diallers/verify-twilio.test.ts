import { createHash } from 'node:crypto';
import { parse, stringify } from 'node:querystring';
import fc from 'fast-check';
import { getExpectedTwilioSignature, validateRequest, validateRequestWithBody } from 'twilio/lib/webhooks/webhooks.js';
import { describe, expect, it } from 'vitest';
import { twilio } from '../../../../functions/ingest/diallers/twilio.ts';
import { signTwilio } from './sign.ts';
import { aConnection, aRequest, aTwilioForm, now } from './webhooks.ts';

const token = '0123456789abcdef0123456789abcdef';
const url = 'https://redial.example/webhooks/c_1';

type Sent = {
  url?: string;
  method?: string;
  body?: string | Buffer;
  signature?: string;
  secrets?: readonly string[];
  contentType?: string;
};

function verify({ signature, secrets = [token], contentType = 'application/x-www-form-urlencoded', ...sent }: Sent) {
  const headers: Record<string, string> = { 'content-type': contentType };
  if (signature !== undefined) headers['x-twilio-signature'] = signature;
  return twilio.verify(aRequest({ url, ...sent, headers }), aConnection({ secrets }), now);
}

const refused = (reason: RegExp) => ({ verified: false, reason: expect.stringMatching(reason) });
const params = { CallSid: 'CA1', CallStatus: 'busy', To: '+919812345678' };
const body = new URLSearchParams(params).toString();

describe('the signature of Twilio', () => {
  it('matches any of the connection’s auth tokens, so that a token can be rotated', () => {
    const signature = signTwilio(token, url, params);
    expect(verify({ body, signature, secrets: ['another', token] })).toEqual({ verified: true });
    expect(verify({ body, signature, secrets: ['another'] })).toEqual(refused(/no auth token/));
  });

  it('is never made with an empty token', () => {
    expect(verify({ body, signature: signTwilio('', url, params), secrets: [''] }).verified).toBe(false);
  });

  it('is asked for when it is missing', () => {
    expect(verify({ body })).toEqual(refused(/x-twilio-signature is missing/));
  });

  it('tells the address that it was checked against, and neither password nor query', () => {
    const reason = /at https:\/\/redial\.example\/webhooks\/c_1: Twilio signs the URL exactly as it is given there$/;
    expect(verify({ body, signature: 'x', url: 'https://user:secret@redial.example/webhooks/c_1?token=1' })).toEqual(refused(reason));
  });

  it('covers the query of a GET and nothing else', () => {
    const get = `${url}?${body}`;
    expect(verify({ method: 'GET', url: get, signature: signTwilio(token, get, {}) })).toEqual({ verified: true });
    expect(verify({ method: 'GET', url: get, body: 'CallSid=CA9', signature: signTwilio(token, get, {}) })).toEqual({ verified: true });
    expect(verify({ method: 'GET', url: `${get}0`, signature: signTwilio(token, get, {}) }).verified).toBe(false);
  });

  it('leaves the fragment of the configured URL out, or in', () => {
    const configured = `${url}#rc=5&rp=5xx`;
    expect(verify({ url: configured, body, signature: signTwilio(token, url, params) })).toEqual({ verified: true });
    expect(verify({ url: configured, body, signature: signTwilio(token, configured, params) })).toEqual({ verified: true });
  });

  it('covers a JSON body by its hash', () => {
    const json = '{"CallSid":"CA1"}';
    const hashed = `${url}?bodySHA256=${createHash('sha256').update(json).digest('hex')}`;
    const signature = signTwilio(token, hashed, {});
    expect(verify({ url: hashed, body: json, signature, contentType: 'application/json' })).toEqual({ verified: true });
    expect(verify({ url: hashed, body: `${json} `, signature, contentType: 'application/json' })).toEqual(refused(/SHA-256/));
  });

  it('covers a body of any content type: what is not signed is not accepted', () => {
    expect(verify({ body: '{"CallSid":"CA1"}', signature: signTwilio(token, url, {}), contentType: 'application/json' }).verified).toBe(
      false,
    );
  });
});

describe('beside the official twilio package', () => {
  const aName = fc.oneof(
    fc.constantFrom('CallSid', 'From', 'To', 'CallStatus'),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
  );
  const aValue = fc.string({ unit: 'grapheme', maxLength: 30 });
  const someParams = fc.dictionary(aName, fc.oneof(aValue, fc.array(aValue, { minLength: 1, maxLength: 3 })), { maxKeys: 8 });
  const aUrl = fc
    .record({
      scheme: fc.constantFrom('https', 'http'),
      user: fc.constantFrom('', 'user@', 'user:pass@', 'user%40x:p%3A@'),
      host: fc.constantFrom('redial.example', 'REDIAL.example', '[::1]', '10.0.0.1'),
      port: fc.constantFrom('', ':443', ':80', ':8080'),
      path: fc.constantFrom('', '/', '/webhooks/c_1', "/it's", '/a%20b', '/ü'),
      query: fc.constantFrom('', '?', '?a=1', "?b=it's+amazing", '?a=b c', '?a=%C3%BC&a=ü', '?x=1&x=2&y', '?q=%zz'),
    })
    .map(({ scheme, user, host, port, path, query }) => `${scheme}://${user}${host}${port}${path}${query}`);

  function encoded(given: Record<string, string | readonly string[]>): string {
    const pairs = Object.entries(given).flatMap(([name, value]) => [value].flat().map((one) => [name, one] as [string, string]));
    return new URLSearchParams(pairs).toString();
  }

  /** The URL as another part of the way may write it: another spelling that the package may or may not accept. */
  const respelled = fc.constantFrom(
    (given: string) => given,
    (given: string) => given.replace(/:(443|80|8080)(?=[/?]|$)/, ''),
    (given: string) => given.replace(/^(https:\/\/(?:[^/?]*@)?(?:\[::1\]|[\w.]+))(?=[/?]|$)/, '$1:443'),
    (given: string) => given.replace(/'/g, '%27'),
    (given: string) => (URL.canParse(given) ? new URL(given).toString() : given),
    (given: string) => given.replace(/\?(.+)$/, (_, query: string) => `?${stringify(parse(query))}`),
    (given: string) => given.replace('?', '?z=1&'),
  );

  it('accepts whatever it signs, in any order of the parameters', () => {
    fc.assert(
      fc.property(aUrl, someParams, (signedUrl, given) => {
        const query = encoded(given);
        const signature = getExpectedTwilioSignature(token, signedUrl, parse(query));
        const theirs = validateRequest(token, signature, signedUrl, parse(query));
        const reversed = query.split('&').reverse().join('&');
        expect(verify({ url: signedUrl, body: reversed, signature }).verified).toBe(theirs);
      }),
      { numRuns: 2000 },
    );
  });

  it('agrees with it on every spelling of the URL', () => {
    const seen = new Set<boolean>();
    fc.assert(
      fc.property(aUrl, respelled, respelled, (signedUrl, asSigned, asSeen) => {
        const signature = getExpectedTwilioSignature(token, asSigned(signedUrl), params);
        const theirs = validateRequest(token, signature, asSeen(signedUrl), params);
        seen.add(theirs);
        expect(verify({ url: asSeen(signedUrl), body, signature }).verified).toBe(theirs);
      }),
      { numRuns: 2000 },
    );
    expect(seen).toEqual(new Set([true, false]));
  });

  it('agrees with it on every altered byte, and accepts none that changes what the form says', () => {
    const form = aTwilioForm();
    const signature = getExpectedTwilioSignature(token, url, parse(form));
    fc.assert(
      fc.property(fc.nat({ max: form.length - 1 }), fc.integer({ min: 33, max: 126 }), (index, byte) => {
        const altered = form.slice(0, index) + String.fromCharCode(byte) + form.slice(index + 1);
        const { verified } = verify({ body: altered, signature });
        expect(verified).toBe(validateRequest(token, signature, url, parse(altered)));
        const says = (query: string) => JSON.stringify(Object.entries(parse(query)).sort());
        expect(verified && says(altered) !== says(form)).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });

  it('agrees with it on hashed bodies', () => {
    fc.assert(
      fc.property(fc.json(), fc.boolean(), (json, intact) => {
        const hashed = `${url}?bodySHA256=${createHash('sha256').update(json).digest('hex')}`;
        const signature = getExpectedTwilioSignature(token, hashed, {});
        const seen = intact ? json : `${json} `;
        const theirs = validateRequestWithBody(token, signature, hashed, seen);
        expect(theirs).toBe(intact);
        expect(verify({ url: hashed, body: seen, signature, contentType: 'application/json' }).verified).toBe(theirs);
      }),
      { numRuns: 500 },
    );
  });

  it('signs as it does in our tests', () => {
    expect(signTwilio(token, url, params)).toBe(getExpectedTwilioSignature(token, url, params));
  });
});

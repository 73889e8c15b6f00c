import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WebhookRequest } from '../../../../functions/ingest/diallers/dialler.ts';
import { diallers } from '../../../../functions/ingest/diallers/registry.ts';
import aircallVectors from './fixtures/aircall-vectors.json' with { type: 'json' };
import dialpadVectors from './fixtures/dialpad-vectors.json' with { type: 'json' };
import justcallVectors from './fixtures/justcall-vectors.json' with { type: 'json' };
import ringcentralVectors from './fixtures/ringcentral-vectors.json' with { type: 'json' };
import { signJustcall, signToken } from './sign.ts';
import { aConnection, aRequest, lowerCased, now } from './webhooks.ts';

const vectors = { aircall: aircallVectors, dialpad: dialpadVectors, justcall: justcallVectors, ringcentral: ringcentralVectors };
const url = 'https://redial.example/webhooks/c_1';
const refused = (reason: RegExp) => ({ verified: false, reason: expect.stringMatching(reason) });

function verify(kind: string, request: Partial<Omit<WebhookRequest, 'body'>> & { body?: string }, secrets: readonly string[] = ['secret']) {
  return diallers[kind]?.verify(aRequest({ url, ...request }), aConnection({ secrets }), now);
}

describe.each(Object.entries(vectors))('test vectors of %s', (kind, all) => {
  it.each(all)('$name', ({ secret, method, url: at, headers, body, now: seconds, expect_valid }) => {
    const request = aRequest({ method, url: at, headers: lowerCased(headers), body });
    const verification = diallers[kind]?.verify(request, aConnection({ secrets: [secret] }), new Date(seconds * 1000).toISOString());
    expect(verification?.verified).toBe(expect_valid);
  });
});

describe('the token of Aircall', () => {
  const body = JSON.stringify({ event: 'call.ended', token: 'secret', data: {} });

  it('matches any of the connection’s, so that a webhook can be made anew', () => {
    expect(verify('aircall', { body }, ['another', 'secret'])).toEqual({ verified: true });
    expect(verify('aircall', { body }, ['another', ''])).toEqual(refused(/token of the body is none/));
  });

  it.each([undefined, null, '', 7, ['secret']])('is not %j', (token) => {
    expect(verify('aircall', { body: JSON.stringify({ token }) }, ['', 'secret', '7'])).toEqual(refused(/token is missing/));
  });
});

describe('the token of Dialpad', () => {
  const body = signToken('secret', { call_id: 1, state: 'ringing' });

  it('matches any of the connection’s secrets, and none that is empty', () => {
    expect(verify('dialpad', { body: `${body}\n` }, ['another', 'secret'])).toEqual({ verified: true });
    expect(verify('dialpad', { body }, ['another'])).toEqual(refused(/no secret of the connection signs/));
    expect(verify('dialpad', { body: signToken('', { call_id: 1 }) }, [''])?.verified).toBe(false);
  });

  it.each(['none', 'HS512', 'RS256', 'hs256', undefined])('is not taken with the algorithm %s', (alg) => {
    expect(verify('dialpad', { body: signToken('secret', { call_id: 1 }, { alg }) })).toEqual(refused(/not a token signed with HS256/));
  });

  it('covers every byte of the body', () => {
    fc.assert(
      fc.property(fc.nat({ max: body.length - 1 }), fc.integer({ min: 33, max: 126 }), (index, byte) => {
        const altered = body.slice(0, index) + String.fromCharCode(byte) + body.slice(index + 1);
        expect(verify('dialpad', { body: altered })?.verified).toBe(altered === body);
      }),
      { numRuns: 300 },
    );
  });

  it('has no age: all of it is signed, and what was said long ago is known', () => {
    const old = signToken('secret', { call_id: 1, state: 'hangup', event_timestamp: Date.parse(now) - 3_600_000 });
    expect(verify('dialpad', { body: old })).toEqual({ verified: true });
  });
});

describe('the signature of JustCall', () => {
  const sent = '2026-11-22 10:53:00';
  const signed = (given: { at?: string; type?: string; timestamp?: string } = {}) => {
    const { at = url, type = 'call.completed', timestamp = sent } = given;
    return { body: JSON.stringify({ webhook_url: at, type, data: {} }), headers: signJustcall('secret', at, type, timestamp) };
  };

  it('matches any of the connection’s API secrets, and none that is empty', () => {
    expect(verify('justcall', signed(), ['another', 'secret'])).toEqual({ verified: true });
    expect(verify('justcall', signed(), ['another', ''])).toEqual(refused(/no API secret of the connection signs/));
    const { body } = signed();
    expect(verify('justcall', { body, headers: signJustcall('', url, 'call.completed', sent) }, [''])?.verified).toBe(false);
  });

  it.each([
    ['2026-11-22 10:43:00', true],
    ['2026-11-22 10:42:59', false],
    ['2026-11-22 11:03:00', true],
    ['2026-11-22 11:03:01', false],
    [String(Date.parse(now) / 1000), true],
    [String(Date.parse(now)), true],
    ['2026-11-22T10:53:00Z', true],
    ['now', false],
  ])('of the time %s: verified %s', (timestamp, verified) => {
    expect(verify('justcall', signed({ timestamp }))?.verified).toBe(verified);
  });

  it('is good at the address alone that it was made for', () => {
    const elsewhere = signed({ at: 'https://other.example/webhooks/c_1' });
    expect(verify('justcall', elsewhere)).toEqual(refused(/webhook_url in the body is not the address that was called/));
    expect(verify('justcall', { ...elsewhere, url: 'https://other.example/webhooks/c_1' })?.verified).toBe(true);
    expect(verify('justcall', signed({ at: 'HTTPS://REDIAL.example:443/webhooks/c_1' }))?.verified).toBe(true);
    expect(verify('justcall', signed({ at: 'not an address' }))?.verified).toBe(false);
  });

  it.each([
    ['x-justcall-signature', '', /x-justcall-signature is missing/],
    ['x-justcall-request-timestamp', '', /x-justcall-request-timestamp is missing/],
    ['x-justcall-signature-version', 'v2', /of a version that is not known/],
    ['x-justcall-signature', 'AAAA', /no API secret/],
  ])('with %s "%s" is refused', (name, value, reason) => {
    const { body, headers } = signed();
    expect(verify('justcall', { body, headers: { ...headers, [name]: value } })).toEqual(refused(reason));
  });

  it.each(['', '[]', '{}', '{"webhook_url":1,"type":"x"}', '{"webhook_url":"\\ud800","type":"x"}'])('is of no such body: %s', (body) => {
    expect(verify('justcall', { ...signed(), body })).toEqual(refused(/webhook_url and type, which are signed, are missing/));
  });
});

describe('the token of RingCentral', () => {
  it.each(['validation-token', 'verification-token'])('in %s matches any of the connection’s', (name) => {
    expect(verify('ringcentral', { headers: { [name]: 'secret' } }, ['another', 'secret'])).toEqual({ verified: true });
    expect(verify('ringcentral', { headers: { [name]: 'secret' } }, ['another', ''])).toEqual(refused(/token in the header is none/));
    expect(verify('ringcentral', { headers: { [name]: '' } }, [''])).toEqual(refused(/verification-token is missing/));
  });
});

describe('what a dialler asks before it sends', () => {
  const ask = (kind: string, request: Partial<Omit<WebhookRequest, 'body'>> & { body?: string }) =>
    diallers[kind]?.handshake?.(aRequest({ url, ...request }));
  const token = '3f1c9a04-0000-4000-8000-000000000001';

  it.each(['', ' ', '{}', '{ }\n'])('of RingCentral is answered with its token, for the body "%s"', (body) => {
    expect(ask('ringcentral', { body, headers: { 'validation-token': token } })).toEqual({ 'validation-token': token });
  });

  it.each([
    ['a notification', { body: '{"event":"x"}', headers: { 'validation-token': token } }],
    ['no token', { headers: {} }],
    ['a line break', { headers: { 'validation-token': 'a\r\nset-cookie: x' } }],
    ['a long one', { headers: { 'validation-token': 'x'.repeat(257) } }],
  ])('of RingCentral is none: %s', (_, request) => {
    expect(ask('ringcentral', request)).toBeUndefined();
  });

  it('of JustCall is answered while it is not signed and says nothing', () => {
    expect(ask('justcall', { body: '{}' })).toEqual({});
    expect(ask('justcall', { body: '{}', headers: { 'x-justcall-signature': 'x' } })).toBeUndefined();
    expect(ask('justcall', { body: '{"type":"call.completed"}' })).toBeUndefined();
  });

  it('is asked by no other', () => {
    const asking = Object.entries(diallers).filter(([, { handshake }]) => handshake !== undefined);
    expect(asking.map(([kind]) => kind)).toEqual(['justcall', 'ringcentral']);
  });
});

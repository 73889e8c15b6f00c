import { describe, expect, it } from 'vitest';
import { newKey } from '../../../../functions/ingest/diallers/new-key.ts';
import { verifyKey } from '../../../../functions/ingest/diallers/verify-key.ts';
import { withoutKey } from '../../../../functions/ingest/diallers/without-key.ts';
import { aConnection, aRequest } from './webhooks.ts';

const url = 'https://redial.example/webhooks/c_1';
const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;
const verify = (given: { url?: string; headers?: Record<string, string> }, secrets: readonly string[] = ['old', 'k+/1']) =>
  verifyKey(aRequest({ url, ...given }), aConnection({ secrets }));

describe('the key of a dialler that does not sign', () => {
  it.each([
    ['in the query', { url: `${url}?key=${encodeURIComponent('k+/1')}` }],
    ['in the query, after what the dialler puts there', { url: `${url}?CallSid=1&key=old#x` }],
    ['as x-api-key', { headers: { 'x-api-key': 'old' } }],
    ['as a bearer token', { headers: { authorization: 'Bearer old' } }],
    ['as the password of basic authentication', { headers: { authorization: basic('redial:k+/1') } }],
  ])('is taken %s', (_, given) => {
    expect(verify(given)).toEqual({ verified: true });
  });

  it.each([
    ['none', {}, /key is missing/],
    ['an empty one', { url: `${url}?key=` }, /key is missing/],
    ['another', { url: `${url}?key=older` }, /none of the connection/],
    ['the beginning of it', { url: `${url}?key=ol` }, /none of the connection/],
    ['one of another case', { url: `${url}?key=OLD` }, /none of the connection/],
    ['one in the path', { url: 'https://redial.example/old' }, /key is missing/],
    ['the user name of basic authentication', { headers: { authorization: basic('old:x') } }, /none of the connection/],
  ])('is refused: %s', (_, given, reason) => {
    expect(verify(given)).toEqual({ verified: false, reason: expect.stringMatching(reason) });
  });

  it('is never empty, nor told', () => {
    expect(verify({ url: `${url}?key=` }, ['']).verified).toBe(false);
    expect(JSON.stringify(verify({ url: `${url}?key=guess` }, ['topsecret']))).not.toMatch(/topsecret|guess/);
  });

  it('is made of 192 random bits, without a sign that a URL would escape', () => {
    const key = newKey((bytes) => Buffer.alloc(bytes, 0xfb));
    expect(key).toHaveLength(32);
    expect(encodeURIComponent(key)).toBe(key);
  });
});

describe('a request that is kept', () => {
  it('has neither the key nor an agent’s password in it, and all else', () => {
    const kept = withoutKey(
      aRequest({
        url: `${url}?a=1&key=s3cret&pass=s3cret&phone_pass=s3cret&monkey=7#key=`,
        headers: { authorization: 'Bearer s3cret', 'x-api-key': 's3cret', 'content-type': 'text/plain' },
        body: 'as it came',
      }),
    );
    expect(kept).toEqual(
      aRequest({
        url: `${url}?a=1&key=&pass=&phone_pass=&monkey=7#key=`,
        headers: { 'content-type': 'text/plain' },
        body: 'as it came',
      }),
    );
  });
});

import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

type Problem = { code: 'AccessDenied' | 'SignatureDoesNotMatch'; message: string };

/**
 * Why a signed link does not work (any more); undefined for one that does, and for a request that is no link. Headers of the others are not
 * looked at: SDKs sign them right.
 * Source: Amazon S3 API reference, "Authenticating Requests: Using Query Parameters (AWS Signature Version 4)".
 */
export function problemOfLink(
  { method = 'GET', url = '/', headers }: Pick<IncomingMessage, 'method' | 'url' | 'headers'>,
  secret: string | undefined,
  now: number,
): Problem | undefined {
  const [path = '', query = ''] = url.split('?');
  const parameters = new URLSearchParams(query);
  const isLink = parameters.has('X-Amz-Credential') || parameters.has('X-Amz-Signature');
  if (!isLink) return undefined;

  const date = parameters.get('X-Amz-Date') ?? '';
  const until = instantOf(date) + Number(parameters.get('X-Amz-Expires')) * 1000;
  if (!(now <= until)) return { code: 'AccessDenied', message: 'Request has expired' };

  const names = (parameters.get('X-Amz-SignedHeaders') ?? '').split(';');
  const signed = names.map((name) => `${name}:${String(headers[name] ?? '').trim()}\n`).join('');
  const request = [method, path, canonicalQuery(parameters), signed, names.join(';'), 'UNSIGNED-PAYLOAD'].join('\n');
  const scope = (parameters.get('X-Amz-Credential') ?? '').split('/').slice(1);
  const text = ['AWS4-HMAC-SHA256', date, scope.join('/'), createHash('sha256').update(request).digest('hex')].join('\n');
  const key = scope.reduce((last: string | Buffer, part) => hmac(last, part), `AWS4${secret ?? ''}`);
  if (secret !== undefined && isSame(hmac(key, text).toString('hex'), parameters.get('X-Amz-Signature') ?? '')) return undefined;
  return {
    code: 'SignatureDoesNotMatch',
    message: 'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
  };
}

function canonicalQuery(parameters: URLSearchParams): string {
  return [...parameters]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .sort()
    .join('&');
}

/** Percent-encoded but for the unreserved signs of RFC 3986. */
function encoded(text: string): string {
  return encodeURIComponent(text).replaceAll(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** `20261122T101500Z` */
function instantOf(date: string): number {
  return Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

function isSame(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
}

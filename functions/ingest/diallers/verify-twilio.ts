import { createHash, createHmac } from 'node:crypto';
import { parse, stringify } from 'node:querystring';
import type { DiallerSettings, Verification, WebhookRequest } from './dialler.ts';
import type { FormFields } from './form-fields.ts';
import { sameText } from './same-text.ts';
import { bodyHashIn, signedParams } from './twilio-params.ts';

/**
 * Twilio's signature: base64 of HMAC-SHA1, keyed by the account's auth token, of the URL as Twilio was given it followed by each
 * parameter's name and value, sorted. Any of the secrets may match, so that a token can be rotated. There is no time in it: a replay
 * passes, and is a known fact. Accepts what the official SDK accepts, and a URL whose fragment (`#rc=5`) was left out.
 */
export function verifyTwilio(request: WebhookRequest, { secrets }: Pick<DiallerSettings, 'secrets'>): Verification {
  const signature = request.headers['x-twilio-signature'];
  if (!signature) return { verified: false, reason: 'the header x-twilio-signature is missing' };
  const bodyHash = bodyHashIn(request.url);
  if (bodyHash !== null && !sameText(bodyHash, createHash('sha256').update(request.body).digest('hex'))) {
    return { verified: false, reason: 'the body does not have the SHA-256 that bodySHA256 in the URL says' };
  }

  const params = sortedParams(signedParams(request));
  const signs = (token: string, url: string) => sameText(signature, createHmac('sha1', token).update(url).update(params).digest('base64'));
  const urls = urlsAsSigned(request.url);
  const matches = secrets.filter((token) => token !== '').some((token) => urls.some((url) => signs(token, url)));
  return matches ? { verified: true } : { verified: false, reason: mismatch(request.url) };
}

/** Names in order, each with its different values in order. */
function sortedParams(params: FormFields): string {
  const names = [...params.keys()].sort();
  return names.flatMap((name) => [...new Set(params.get(name))].sort().map((value) => name + value)).join('');
}

/**
 * The spellings of a URL under which Twilio may have signed it: with and without the standard port, escaped as browsers do,
 * and with the query encoded as Node's older `querystring` does.
 */
function urlsAsSigned(url: string): string[] {
  const given = [...new Set([url, url.replace(/#.*$/s, '')])];
  const escaped = given.filter((each) => URL.canParse(each)).flatMap((each) => withAndWithoutPort(new URL(each).toString()));
  return [...new Set([...given.flatMap(withAndWithoutPort), ...escaped, ...escaped.map(withOlderQuery)])];
}

const urlParts = /^(?<origin>[a-z][a-z0-9+.-]*:\/\/(?:[^/?#]*@)?(?:\[[^\]/?#]*\]|[^:/?#]*))(?<port>:[^/?#]*)?(?<rest>.*)$/is;

function withAndWithoutPort(url: string): string[] {
  const { origin, port, rest } = urlParts.exec(url)?.groups ?? {};
  if (origin === undefined) return [url];
  const standardPort = /^https:/i.test(url) ? ':443' : ':80';
  return [`${origin}${rest}`, `${origin}${port ?? standardPort}${rest}`];
}

function withOlderQuery(url: string): string {
  const start = url.indexOf('?') + 1;
  return start === 0 || start === url.length ? url : url.slice(0, start) + stringify(parse(url.slice(start)));
}

/** Names the address, which is the usual culprit, without user info and query: those may be secret. */
function mismatch(url: string): string {
  const { protocol, host, pathname } = URL.canParse(url) ? new URL(url) : { protocol: '', host: '', pathname: url.split('?')[0] };
  return `no auth token of the connection signs this request at ${protocol}//${host}${pathname}: Twilio signs the URL exactly as it is given there`;
}

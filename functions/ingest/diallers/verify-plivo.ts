import { createHmac } from 'node:crypto';
import type { DiallerSettings, Verification, WebhookRequest } from './dialler.ts';
import { type FormFields, formFields, queryOf } from './form-fields.ts';
import { sameText } from './same-text.ts';

/** How one version of Plivo's signature is made; `headers` hold base64 signatures, several separated by commas. */
type Scheme = {
  headers: readonly string[];
  nonceHeader?: string;
  algorithm: string;
  signed: (request: WebhookRequest, nonce: string) => string;
};

/** Newest first. V2 signs the address alone, and V1, which is deprecated, has no nonce: an older one counts only where no newer came. */
const schemes: readonly Scheme[] = [
  {
    // The second header is signed with the token of the main account, where a subaccount calls.
    headers: ['x-plivo-signature-v3', 'x-plivo-signature-ma-v3'],
    nonceHeader: 'x-plivo-signature-v3-nonce',
    algorithm: 'sha256',
    signed: (request, nonce) => `${urlWithParams(request)}.${nonce}`,
  },
  {
    headers: ['x-plivo-signature-v2', 'x-plivo-signature-ma-v2'],
    nonceHeader: 'x-plivo-signature-v2-nonce',
    algorithm: 'sha256',
    signed: ({ url }, nonce) => withoutQuery(url) + nonce,
  },
  {
    headers: ['x-plivo-signature'],
    algorithm: 'sha1',
    signed: (request) => request.url.replace(/#.*$/s, '') + sorted(bodyParams(request), ''),
  },
];

/**
 * Plivo's signature: base64 of an HMAC keyed by the account's auth token, over the URL as Plivo was given it, its parameters and a nonce.
 * Any of the secrets may match, so that a token can be rotated. There is no time in it: a replay passes, and is a known fact.
 * Source: plivo-node, `lib/utils/v3Security.js` and `lib/utils/security.js`.
 */
export function verifyPlivo(request: WebhookRequest, { secrets }: Pick<DiallerSettings, 'secrets'>): Verification {
  const scheme = schemes.find(({ headers }) => headers.some((name) => request.headers[name]));
  if (!scheme) return unverified('the header x-plivo-signature-v3 is missing');
  const nonce = scheme.nonceHeader === undefined ? '' : request.headers[scheme.nonceHeader];
  if (nonce === undefined) return unverified(`the header ${scheme.nonceHeader} is missing`);

  const signatures = scheme.headers.flatMap((name) => (request.headers[name] ?? '').split(',')).map((each) => each.trim());
  const content = scheme.signed(request, nonce);
  const matches = secrets
    .filter((token) => token !== '')
    .map((token) => createHmac(scheme.algorithm, token).update(content).digest('base64'))
    .some((wanted) => signatures.some((signature) => sameText(signature, wanted)));
  return matches ? { verified: true } : unverified(mismatch(request.url));
}

function unverified(reason: string): Verification {
  return { verified: false, reason };
}

/** A query begins with a question mark even where it is empty, if parameters of a body follow it; then a dot divides the two. */
function urlWithParams(request: WebhookRequest): string {
  const query = sorted(formFields(queryOf(request.url)), '=', '&');
  const body = sorted(bodyParams(request), '');
  const divider = query !== '' && body !== '' ? '.' : '';
  return withoutQuery(request.url) + (query !== '' || body !== '' ? `?${query}` : '') + divider + body;
}

function withoutQuery(url: string): string {
  return url.replace(/[?#].*$/s, '');
}

function bodyParams({ method, body }: WebhookRequest): FormFields {
  return method.toUpperCase() === 'GET' ? new Map() : formFields(body.toString());
}

/** Decoded names in order, each with its values in order. */
function sorted(fields: FormFields, equals: string, between = ''): string {
  const names = [...fields.keys()].sort();
  return names.flatMap((name) => [...(fields.get(name) ?? [])].sort().map((value) => name + equals + value)).join(between);
}

/** Names the address, which is the usual culprit, without user info and query: those may be secret. */
function mismatch(url: string): string {
  const { protocol, host, pathname } = URL.canParse(url) ? new URL(url) : { protocol: '', host: '', pathname: withoutQuery(url) };
  return `no auth token of the connection signs this request at ${protocol}//${host}${pathname}: Plivo signs the URL exactly as it is given there`;
}

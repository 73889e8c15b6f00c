import { createHash } from 'node:crypto';
import type { Instant } from '../../../shared/domain/instant.ts';
import type { DiallerSettings, Verification, WebhookRequest } from './dialler.ts';
import { queryOf } from './form-fields.ts';
import { hs256Token } from './hs256-token.ts';
import { sameText } from './same-text.ts';
import { stalenessOf } from './staleness-of.ts';
import type { JsonObject } from './value-at.ts';

/**
 * Vonage's signed webhooks: a JSON Web Token in `Authorization: Bearer`, HS256 alone, keyed by the account's signature secret.
 * The token proves the sender, its claims the rest: `iat` the time, `payload_hash` the body. The official SDK checks neither of the two.
 * A secret may be written `api_key:secret`: then `api_key` has to be that one. Any of the secrets may match.
 */
export function verifyVonage(request: WebhookRequest, { secrets }: Pick<DiallerSettings, 'secrets'>, now: Instant): Verification {
  const text = /^Bearer +([\w-]+\.[\w-]+\.[\w-]*)$/i.exec(request.headers.authorization?.trim() ?? '')?.[1];
  if (text === undefined)
    return unverified('the header authorization is missing, or no Bearer token: switch on signed webhooks for the application');
  const token = hs256Token(text);
  if (token === undefined) return unverified('the token is not signed with HS256');

  const matching = secrets.flatMap(keysIn).filter(({ secret }) => token.signedBy(secret));
  if (matching.length === 0) return unverified('no signature secret of the connection signs this token');
  const { claims } = token;
  if (!matching.some(({ apiKey }) => apiKey === undefined || apiKey === claims.api_key)) {
    return unverified('api_key of the token is not the one that the secret was given for');
  }
  const problem = stalenessOf(String(claims.iat), now) ?? lifetimeProblem(claims, now) ?? hashProblem(claims.payload_hash, request);
  return problem === undefined ? { verified: true } : unverified(problem);
}

function unverified(reason: string): Verification {
  return { verified: false, reason };
}

/** Vonage sends neither claim; where one is there, it holds, in Unix seconds (RFC 7519). */
function lifetimeProblem({ exp, nbf }: JsonObject, now: Instant): string | undefined {
  const nowSeconds = Math.floor(Date.parse(now) / 1000);
  if (exp !== undefined && !(typeof exp === 'number' && nowSeconds < exp)) return 'exp of the token is over';
  return nbf !== undefined && !(typeof nbf === 'number' && nbf <= nowSeconds) ? 'nbf of the token is still to come' : undefined;
}

/** The secret itself, and what follows an `api_key:` in it. */
function keysIn(configured: string): { secret: string; apiKey?: string }[] {
  const [, apiKey, secret] = /^([0-9a-z]{6,16}):(.+)$/is.exec(configured) ?? [];
  const whole = [{ secret: configured }];
  return apiKey !== undefined && secret !== undefined ? [...whole, { secret, apiKey }] : whole;
}

/**
 * The body is covered by its hash. Vonage does not say what that is of a GET: it may be of the query or of no body, or not be there.
 * A GET says nothing by its body, so the hash of one is none of a query.
 */
function hashProblem(hash: unknown, { method, url, body }: WebhookRequest): string | undefined {
  const isGet = method.toUpperCase() === 'GET';
  if (hash === undefined) return isGet ? undefined : 'payload_hash is missing in the token';
  const covered = isGet ? [Buffer.alloc(0), Buffer.from(queryOf(url))] : [body];
  const matches = typeof hash === 'string' && covered.some((bytes) => sameText(hash.toLowerCase(), sha256(bytes)));
  return matches ? undefined : `the ${isGet ? 'query' : 'body'} does not have the SHA-256 that payload_hash says`;
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

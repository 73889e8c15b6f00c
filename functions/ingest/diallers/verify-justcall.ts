import { createHmac } from 'node:crypto';
import type { Instant } from '../../../shared/domain/instant.ts';
import type { DiallerSettings, Verification, WebhookRequest } from './dialler.ts';
import { instantOf } from './instant-of.ts';
import { jsonObjectIn } from './json-object-in.ts';
import { sameText } from './same-text.ts';
import { stalenessAt } from './staleness-of.ts';

/** The time is that of the event, and JustCall sends up to five times, 30 to 90 s apart. */
const toleranceSeconds = 600;

/**
 * JustCall's dynamic signature, version 1: HMAC-SHA256 in hex, keyed by the API secret, of that secret, the webhook's URL, the type of the
 * event and a time. It covers nothing of `data`. So the URL, which the body itself names, has to be the one that was called, and the time a
 * near one: what was captured elsewhere, or long ago, signs nothing here. Source: developer.justcall.io, "Dynamic Webhook Signatures".
 */
export function verifyJustcall(request: WebhookRequest, { secrets }: Pick<DiallerSettings, 'secrets'>, now: Instant): Verification {
  const { 'x-justcall-signature': signature, 'x-justcall-request-timestamp': timestamp } = request.headers;
  if (!signature) return unverified('the header x-justcall-signature is missing');
  if (!timestamp) return unverified('the header x-justcall-request-timestamp is missing');
  const version = request.headers['x-justcall-signature-version'];
  if (version && version !== 'v1') return unverified('the signature is of a version that is not known: v1 is');
  const signed = signedFields(request.body);
  if (signed === undefined) return unverified('webhook_url and type, which are signed, are missing in the body');

  const content = `|${signed.escapedUrl}|${signed.type}|${timestamp}`;
  const hex = signature.trim().toLowerCase();
  const matches = secrets
    .filter((secret) => secret !== '')
    .some((secret) =>
      sameText(
        hex,
        createHmac('sha256', secret)
          .update(secret + content)
          .digest('hex'),
      ),
    );
  if (!matches) return unverified('no API secret of the connection signs the webhook_url, type and time of this message');
  if (!sameAddress(signed.url, request.url)) return unverified('webhook_url in the body is not the address that was called');
  const signedAt = instantOf(timestamp, 'UTC');
  if (signedAt === undefined) return unverified('x-justcall-request-timestamp is no time');
  const stale = stalenessAt(Math.floor(Date.parse(signedAt) / 1000), now, toleranceSeconds);
  return stale === undefined ? { verified: true } : unverified(stale);
}

function unverified(reason: string): Verification {
  return { verified: false, reason };
}

function signedFields(body: Buffer): { url: string; escapedUrl: string; type: string } | undefined {
  const message = jsonObjectIn(body);
  const { webhook_url: url, type } = 'object' in message ? message.object : {};
  // A lone surrogate cannot be escaped, and is in no address.
  if (typeof url !== 'string' || typeof type !== 'string' || !url.isWellFormed()) return undefined;
  return { url, escapedUrl: encodeURIComponent(url), type };
}

/** Scheme and host in any case, a standard port or none. */
function sameAddress(one: string, other: string): boolean {
  if (one === other) return true;
  return URL.canParse(one) && URL.canParse(other) && new URL(one).href === new URL(other).href;
}

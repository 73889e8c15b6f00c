import { createHmac } from 'node:crypto';
import { jsonOf } from './json-of.ts';
import { sameText } from './same-text.ts';
import { isJsonObject, type JsonObject } from './value-at.ts';

/** A compact JSON Web Token (RFC 7515) in its own bytes; what it claims is worth nothing until a secret has signed it. */
export type Hs256Token = { claims: JsonObject; signedBy: (secret: string) => boolean };

/** The token in a text, whose header says HS256 and nothing else; undefined for any other, `none` included. */
export function hs256Token(text: string): Hs256Token | undefined {
  const [, header = '', payload = '', signature = ''] = /^([\w-]+)\.([\w-]+)\.([\w-]*)$/.exec(text) ?? [];
  if (partOf(header)?.alg !== 'HS256') return undefined;
  return {
    claims: partOf(payload) ?? {},
    // An empty secret would let anybody sign.
    signedBy: (secret) =>
      secret !== '' && sameText(signature, createHmac('sha256', secret).update(`${header}.${payload}`).digest('base64url')),
  };
}

function partOf(base64url: string): JsonObject | undefined {
  const parsed = jsonOf(Buffer.from(base64url, 'base64url'));
  return 'json' in parsed && isJsonObject(parsed.json) ? parsed.json : undefined;
}

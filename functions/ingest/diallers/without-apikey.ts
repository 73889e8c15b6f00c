import type { WebhookRequest } from './dialler.ts';
import { withoutKey } from './without-key.ts';

// A quote as it is in JSON, in JSON within JSON, and in a form.
const quote = '(?:\\\\?"|(?:%5C)?%22)';
const space = '(?:\\s|\\+|%20)*';
const inJson = new RegExp(`(${quote}api_?key${quote}${space}(?::|%3A)${space}${quote})(?:(?!${quote})[^])*`, 'gi');
const inForm = /((?:^|[?&])api_?key=)[^&#]*/gi;

/** The request without the account's API key, in whichever way the body holds it; all its other bytes stay as they came. */
export function withoutApikey(request: WebhookRequest): WebhookRequest {
  // Latin-1 gives every byte a character of its own and back.
  const without = (text: string) => text.replace(inJson, '$1').replace(inForm, '$1');
  const kept = withoutKey(request);
  return { ...kept, url: without(kept.url), body: Buffer.from(without(request.body.toString('latin1')), 'latin1') };
}

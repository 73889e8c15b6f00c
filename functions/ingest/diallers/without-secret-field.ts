import type { WebhookRequest } from './dialler.ts';
import { withoutKey } from './without-key.ts';

// A quote as it is in JSON, in JSON within JSON, and in a form.
const quote = '(?:\\\\?"|(?:%5C)?%22)';
const space = '(?:\\s|\\+|%20)*';

/**
 * Takes a secret that travels in a field of the body out of a request, in whichever way the body holds it; all other bytes stay as they came.
 * @param name the field's name, as a regular expression; its case does not matter
 * @param where `json`, or `json-or-form` where the dialler sends forms too: in JSON, `name=` is a part of some link
 */
export function withoutSecretField(name: string, where: 'json' | 'json-or-form'): (request: WebhookRequest) => WebhookRequest {
  const inJson = new RegExp(`(${quote}${name}${quote}${space}(?::|%3A)${space}${quote})(?:(?!${quote})[^])*`, 'gi');
  const inForm = new RegExp(`((?:^|[?&])${name}=)[^&#]*`, 'gi');
  // Latin-1 gives every byte a character of its own and back.
  const without = (text: string) => {
    const kept = text.replace(inJson, '$1');
    return where === 'json' ? kept : kept.replace(inForm, '$1');
  };
  return (request) => {
    const kept = withoutKey(request);
    return { ...kept, url: without(kept.url), body: Buffer.from(without(request.body.toString('latin1')), 'latin1') };
  };
}

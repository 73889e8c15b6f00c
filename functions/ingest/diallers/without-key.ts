import type { WebhookRequest } from './dialler.ts';

const secretParameters = /([?&](?:key|pass|phone_pass)=)[^&#]*/gi;
const secretHeaders: ReadonlySet<string> = new Set(['authorization', 'cookie', 'validation-token', 'verification-token', 'x-api-key']);

/** The request without what stands in for a signature; nor an agent's password, which VICIDIAL can be told to put into the query. */
export function withoutKey(request: WebhookRequest): WebhookRequest {
  const headers = Object.entries(request.headers).filter(([name]) => !secretHeaders.has(name));
  return { ...request, url: request.url.replace(secretParameters, '$1'), headers: Object.fromEntries(headers) };
}

import * as z from 'zod';
import type { InvocationOutcome } from '../lambda/outcome.ts';

export type HttpAnswer = { status: number; headers: Record<string, string>; cookies: string[]; body: Buffer };

const Structured = z.object({
  statusCode: z.coerce.number().int().min(100).max(599),
  headers: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).nullish(),
  cookies: z.array(z.string()).nullish(),
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().nullish(),
});

const refusals = {
  400: ['Bad Request', 'The path of the request cannot be decoded'],
  404: ['Not Found', 'There is no such route. /api/openapi.json lists what there is'],
  413: ['Content Too Large', 'The request or its answer is larger than API Gateway and Lambda pass on. Send it in parts'],
  429: ['Too Many Requests', 'More requests come than are taken: send it again in a moment'],
  500: ['Internal Server Error', 'The function failed. Its log says why'],
  503: ['Service Unavailable', 'No function had the time for the request: send it again in a moment'],
} as const;

const retryAfterSeconds = '2';

/**
 * An answer of API Gateway's own. Its status is AWS's; its body is a problem like those of the functions, where AWS has `{"message"}` alone,
 * and says when to try again: clients of one machine are to see one kind of error.
 */
export function gatewayAnswer(status: keyof typeof refusals): HttpAnswer {
  const [title, detail] = refusals[status];
  const again = status === 429 || status === 503 ? { 'retry-after': retryAfterSeconds } : {};
  const body = Buffer.from(JSON.stringify({ type: 'about:blank', title, status, detail }));
  return { status, headers: { 'content-type': 'application/problem+json', ...again }, cookies: [], body };
}

/**
 * What the client gets for what the function returned: an object with `statusCode` says it all; anything else is a 200 with that as
 * its JSON body. Source: API Gateway developer guide, "Lambda function response for format 2.0".
 */
export function httpAnswer(outcome: InvocationOutcome): HttpAnswer {
  if (!outcome.ok) {
    if (outcome.error.reason === 'too-large') return gatewayAnswer(413);
    return outcome.error.reason === 'function' ? gatewayAnswer(500) : gatewayAnswer(503);
  }
  const { payload } = outcome;
  if (typeof payload !== 'object' || payload === null || !('statusCode' in payload)) return bareAnswer(payload);
  const parsed = Structured.safeParse(payload);
  return parsed.success ? structuredAnswer(parsed.data) : gatewayAnswer(500);
}

function bareAnswer(payload: unknown): HttpAnswer {
  const body = typeof payload === 'string' ? payload : JSON.stringify(payload);
  return { status: 200, headers: { 'content-type': 'application/json' }, cookies: [], body: Buffer.from(body) };
}

function structuredAnswer({ statusCode, headers, cookies, body, isBase64Encoded }: z.infer<typeof Structured>): HttpAnswer {
  const named = Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)] as const);
  return {
    status: statusCode,
    headers: { 'content-type': 'text/plain;charset=UTF-8', ...Object.fromEntries(named) },
    cookies: cookies ?? [],
    body: Buffer.from(body ?? '', isBase64Encoded ? 'base64' : 'utf8'),
  };
}

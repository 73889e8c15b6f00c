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

/** An answer of API Gateway's own. */
export function gatewayAnswer(status: number, message: string): HttpAnswer {
  return { status, headers: { 'content-type': 'application/json' }, cookies: [], body: Buffer.from(JSON.stringify({ message })) };
}

/**
 * What the client gets for what the function returned: an object with `statusCode` says it all; anything else is a 200 with that as
 * its JSON body. Source: API Gateway developer guide, "Lambda function response for format 2.0".
 */
export function httpAnswer(outcome: InvocationOutcome): HttpAnswer {
  if (!outcome.ok) {
    if (outcome.error.reason === 'too-large') return gatewayAnswer(413, 'Request Entity Too Large');
    return outcome.error.reason === 'function' ? gatewayAnswer(500, 'Internal Server Error') : gatewayAnswer(503, 'Service Unavailable');
  }
  const { payload } = outcome;
  if (typeof payload !== 'object' || payload === null || !('statusCode' in payload)) return bareAnswer(payload);
  const parsed = Structured.safeParse(payload);
  return parsed.success ? structuredAnswer(parsed.data) : gatewayAnswer(500, 'Internal Server Error');
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

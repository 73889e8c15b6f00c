import { isUtf8 } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { MatchedRoute } from './routes.ts';

export type ReceivedRequest = {
  request: Pick<IncomingMessage, 'method' | 'httpVersion' | 'rawHeaders'> & { socket: { remoteAddress?: string | undefined } };
  /** Decoded. */
  path: string;
  /** As sent, without the question mark. */
  query: string;
  body: Buffer;
  route: MatchedRoute;
  port: number;
  account: string;
  now: number;
};

/** These belong to one connection and do not reach the function. */
const hopByHop = new Set(['connection', 'keep-alive', 'transfer-encoding', 'upgrade', 'te', 'trailer', 'proxy-connection']);

/** Bodies of these types arrive as text, all others (forms too) in base64, as HTTP APIs do; so do bytes that no text can hold. */
const textTypes = /^(text\/.*|application\/(json|xml|javascript))$/;

/**
 * The event of a Lambda proxy integration, payload format 2.0. `rawPath` is decoded and `rawQueryString` is not, as HTTP APIs do it.
 * Source: API Gateway developer guide, "Create AWS Lambda proxy integrations for HTTP APIs".
 */
export function requestEvent({ request, path, query, body, route, port, account, now }: ReceivedRequest): Record<string, unknown> {
  const { cookie, ...headers } = headersOf(request.rawHeaders);
  const sourceIp = (request.socket.remoteAddress ?? '127.0.0.1').replace(/^::ffff:/, '');
  const domainName = (headers.host ?? 'localhost').replace(/:\d+$/, '');
  const isText = textTypes.test((headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '') && isUtf8(body);
  return {
    version: '2.0',
    routeKey: route.routeKey,
    rawPath: path,
    rawQueryString: query,
    ...(cookie !== undefined && { cookies: cookie.split(/;\s*/) }),
    headers: {
      ...headers,
      'x-forwarded-for': [headers['x-forwarded-for'], sourceIp].filter(Boolean).join(', '),
      'x-forwarded-port': String(port),
      'x-forwarded-proto': 'http',
    },
    ...(query !== '' && { queryStringParameters: queryParametersOf(query) }),
    ...(Object.keys(route.pathParameters).length > 0 && { pathParameters: route.pathParameters }),
    requestContext: {
      accountId: account,
      apiId: 'local',
      domainName,
      domainPrefix: domainName.split('.')[0] ?? domainName,
      http: { method: request.method, path, protocol: `HTTP/${request.httpVersion}`, sourceIp, userAgent: headers['user-agent'] ?? '' },
      requestId: randomUUID(),
      routeKey: route.routeKey,
      stage: '$default',
      time: logTime(new Date(now)),
      timeEpoch: now,
    },
    ...(body.length > 0 && { body: body.toString(isText ? 'utf8' : 'base64') }),
    isBase64Encoded: body.length > 0 && !isText,
  };
}

/** Lower-case names; a header sent more than once has its values joined by a comma (cookies by a semicolon, as browsers write them). */
function headersOf(rawHeaders: string[]): Record<string, string> {
  const headers: Record<string, string> = {};
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = rawHeaders[index]?.toLowerCase() ?? '';
    const value = rawHeaders[index + 1] ?? '';
    if (hopByHop.has(name)) continue;
    headers[name] = headers[name] === undefined ? value : `${headers[name]}${name === 'cookie' ? '; ' : ','}${value}`;
  }
  return headers;
}

function queryParametersOf(query: string): Record<string, string> {
  const parameters = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(query)) {
    const known = parameters.get(name);
    parameters.set(name, known === undefined ? value : `${known},${value}`);
  }
  return Object.fromEntries(parameters);
}

/** `22/Nov/2026:11:22:33 +0000`, the form of access logs. */
function logTime(time: Date): string {
  const [, day, month, year, clock] = time.toUTCString().split(' ');
  return `${day}/${month}/${year}:${clock} +0000`;
}

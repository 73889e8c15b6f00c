import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { InvocationOutcome } from '../lambda/outcome.ts';
import type { ApiWiring } from '../wiring.ts';
import { gatewayAnswer, type HttpAnswer, httpAnswer } from './http-answer.ts';
import { requestEvent } from './request-event.ts';
import { compileRoutes } from './routes.ts';
import { tokenBucket } from './token-bucket.ts';

export type GatewayOptions = {
  api: ApiWiring;
  account: string;
  port: number;
  /** `patience` ends where a request that has not begun is better refused than begun. */
  invoke: (functionArn: string, event: unknown, patience: AbortSignal) => Promise<InvocationOutcome>;
  /** The longest that an HTTP API waits for a function is 30 s. Source: quotas of HTTP APIs. */
  integrationTimeoutMs?: number;
  /** How long a request waits for a busy function. */
  waitsMs?: number;
};

/** The largest request of an HTTP API. Source: quotas of HTTP APIs. */
const bodyLimitBytes = 10 * 1024 * 1024;

/**
 * Lambda would not let a request wait at all, but start another environment. Here it may wait for less than most diallers do (10 s and
 * more): a request that begins when nobody waits for it any more is work for nothing, and its sender is back for more.
 */
const longestWaitMs = 8_000;

/** An API Gateway HTTP API (version 2) with Lambda proxy integrations, as a listener of a Node server. */
export function gateway(options: GatewayOptions): RequestListener {
  const { api, account, port, invoke, integrationTimeoutMs = 30_000, waitsMs = longestWaitMs } = options;
  const routeOf = compileRoutes(api.routes);
  // Real time, as requests come in real time whatever the world's clock says.
  const bucket = tokenBucket(api.throttle, () => performance.now());

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<HttpAnswer> {
    const [encodedPath = '/', ...rest] = (request.url ?? '/').split('?');
    const path = decoded(encodedPath);
    if (path === undefined) return gatewayAnswer(400);
    const route = routeOf(request.method ?? 'GET', path);
    if (!route) return gatewayAnswer(404);
    if (!bucket.take()) return gatewayAnswer(429);
    const body = await bodyOf(request);
    if (!body) return gatewayAnswer(413);
    const event = requestEvent({ request, path, query: rest.join('?'), body, route, port, account, now: Date.now() });
    return withinTime(invoke(route.functionArn, event, patienceOf(response, waitsMs)), integrationTimeoutMs);
  }

  return (request, response) => {
    answer(request, response).then(
      (result) => send(response, result, request.method === 'HEAD'),
      // The client went away while it was sending.
      () => response.destroy(),
    );
  };
}

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

/** Undefined where it is larger than the limit; what follows is read and forgotten, so that the answer can be sent. */
async function bodyOf(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= bodyLimitBytes) chunks.push(chunk);
  }
  return bytes > bodyLimitBytes ? undefined : Buffer.concat(chunks);
}

/** Ends after the time, and where the client goes away. */
function patienceOf(response: ServerResponse, ms: number): AbortSignal {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), ms);
  response.once('close', () => {
    clearTimeout(timer);
    patience.abort();
  });
  return patience.signal;
}

async function withinTime(invocation: Promise<InvocationOutcome>, timeoutMs: number): Promise<HttpAnswer> {
  const { promise: late, resolve } = Promise.withResolvers<HttpAnswer>();
  const timer = setTimeout(() => resolve(gatewayAnswer(503)), timeoutMs);
  return Promise.race([invocation.then(httpAnswer), late]).finally(() => clearTimeout(timer));
}

function send(response: ServerResponse, { status, headers, cookies, body }: HttpAnswer, headersOnly: boolean): void {
  try {
    response.writeHead(status, { ...headers, ...(cookies.length > 0 && { 'set-cookie': cookies }), 'content-length': body.length });
    response.end(headersOnly ? undefined : body);
  } catch {
    // A header that HTTP does not allow: API Gateway answers for the function.
    send(response, gatewayAnswer(500), headersOnly);
  }
}

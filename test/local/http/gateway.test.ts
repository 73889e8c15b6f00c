import { request as httpRequest } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type GatewayOptions, gateway } from '../../../local/http/gateway.ts';
import { listen } from '../../../local/http/listen.ts';
import { type InvocationOutcome, refused } from '../../../local/lambda/outcome.ts';

type Event = Record<string, unknown> & { headers: Record<string, string>; requestContext: Record<string, unknown> };

/** A gateway over one function, its URL, and the events that the function got. */
async function serving(answer: (event: Event) => InvocationOutcome | Promise<InvocationOutcome>, overrides: Partial<GatewayOptions> = {}) {
  const listening = await listen(0);
  onTestFinished(() => listening.close());
  const events: Event[] = [];
  const listener = gateway({
    api: { routes: [{ method: 'ANY', path: '/{proxy+}', functionArn: 'arn:f' }], throttle: { ratePerSecond: 1_000, burst: 1_000 } },
    account: '000000000000',
    port: listening.port,
    invoke: async (_arn, event) => {
      events.push(event as Event); // made by the gateway
      return answer(event as Event); // made by the gateway
    },
    ...overrides,
  });
  for (const server of listening.servers) server.on('request', listener);
  return { url: `http://127.0.0.1:${listening.port}`, port: listening.port, events };
}

const ok = (payload: unknown): InvocationOutcome => ({ ok: true, payload });
const seenBy = async (path: string, init: RequestInit = {}): Promise<Event> => {
  const { url, events } = await serving(() => ok({ statusCode: 204 }));
  await fetch(`${url}${path}`, init);
  return events[0] ?? expect.fail('the function was not called');
};

const failed = JSON.stringify({
  ...{ type: 'about:blank', title: 'Internal Server Error', status: 500 },
  detail: 'The function failed. Its log says why',
});

describe('the event', () => {
  it('has the form of payload format 2.0', async () => {
    const event = await seenBy('/api/leads?tag=a&tag=b', {
      method: 'POST',
      body: '{"a":1}',
      headers: { 'content-type': 'application/json' },
    });
    expect(event).toMatchObject({
      version: '2.0',
      routeKey: 'ANY /{proxy+}',
      rawPath: '/api/leads',
      rawQueryString: 'tag=a&tag=b',
      queryStringParameters: { tag: 'a,b' },
      pathParameters: { proxy: 'api/leads' },
      body: '{"a":1}',
      isBase64Encoded: false,
      requestContext: {
        accountId: '000000000000',
        stage: '$default',
        routeKey: 'ANY /{proxy+}',
        http: { method: 'POST', path: '/api/leads', protocol: 'HTTP/1.1', sourceIp: '127.0.0.1' },
        domainName: '127.0.0.1',
        domainPrefix: '127',
        time: expect.stringMatching(/^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/),
      },
    });
  });

  it.each([
    ['application/json', '{"é":1}', '{"é":1}', false],
    ['application/json; charset=utf-8', '{}', '{}', false],
    ['Text/CSV', 'a,b', 'a,b', false],
    ['application/xml', '<a/>', '<a/>', false],
    ['application/x-www-form-urlencoded', 'CallSid=CA1&To=%2B91', Buffer.from('CallSid=CA1&To=%2B91').toString('base64'), true],
    ['application/octet-stream', 'x', 'eA==', true],
    ['application/json', Buffer.from([0x7b, 0xff]), 'e/8=', true],
    ['application/vnd.api+json', '{}', 'e30=', true],
  ])('carries a body of %s', async (contentType, sent, body, isBase64Encoded) => {
    expect(await seenBy('/x', { method: 'POST', body: sent, headers: { 'content-type': contentType } })).toMatchObject({
      body,
      isBase64Encoded,
    });
  });

  it.each([
    ['/a%20b/%C3%A9?x=%2B1+2&y', { rawPath: '/a b/é', rawQueryString: 'x=%2B1+2&y', queryStringParameters: { x: '+1 2', y: '' } }],
    ['/a?x=1?2', { rawQueryString: 'x=1?2', queryStringParameters: { x: '1?2' } }],
    ['/a?__proto__=1', { rawQueryString: '__proto__=1' }],
  ])('decodes the path and leaves the query of %s as it was sent', async (path, expected) => {
    expect(await seenBy(path)).toMatchObject(expected);
  });

  it('has no body, query and cookies where none were sent', async () => {
    const event = await seenBy('/a');
    for (const absent of ['body', 'queryStringParameters', 'cookies']) expect(event).not.toHaveProperty(absent);
    expect(event).toMatchObject({ isBase64Encoded: false, rawQueryString: '' });
  });

  it('has headers in lower case, repeated ones joined, cookies apart, and what API Gateway adds', async () => {
    const { port, events } = await serving(() => ok({ statusCode: 204 }));
    await new Promise<void>((resolve, reject) => {
      const headers = { 'X-Twice': ['1', '2'], Cookie: 'a=1; b=2', Host: 'dial.example.com:444', 'X-Forwarded-For': '203.0.113.7' };
      const sent = httpRequest({ port, host: '127.0.0.1', path: '/a', headers }, (response) => response.resume().on('end', resolve));
      sent.on('error', reject).end();
    });
    expect(events[0]).toMatchObject({
      cookies: ['a=1', 'b=2'],
      headers: {
        'x-twice': '1,2',
        host: 'dial.example.com:444',
        'x-forwarded-proto': 'http',
        'x-forwarded-port': String(port),
        'x-forwarded-for': '203.0.113.7, 127.0.0.1',
      },
      requestContext: { domainName: 'dial.example.com', domainPrefix: 'dial' },
    });
    expect(events[0]?.headers).not.toHaveProperty('cookie');
    expect(events[0]?.headers).not.toHaveProperty('connection');
  });
});

describe('the answer', () => {
  it.each([
    [
      'a structured answer',
      { statusCode: 201, headers: { 'Content-Type': 'application/json', 'X-A': 1 }, body: '{}' },
      201,
      '{}',
      'application/json',
    ],
    ['no content type', { statusCode: 200, body: 'hi' }, 200, 'hi', 'text/plain;charset=UTF-8'],
    ['base64', { statusCode: 200, body: 'aGk=', isBase64Encoded: true }, 200, 'hi', 'text/plain;charset=UTF-8'],
    ['a bare object', { leads: 2 }, 200, '{"leads":2}', 'application/json'],
    ['a bare text', 'hello', 200, 'hello', 'application/json'],
    ['nothing', null, 200, 'null', 'application/json'],
    ['a status that is none', { statusCode: 'abc' }, 500, failed, 'application/problem+json'],
    ['a body that is no text', { statusCode: 200, body: {} }, 500, failed, 'application/problem+json'],
    ['a header that HTTP forbids', { statusCode: 200, headers: { a: 'x\ny' } }, 500, failed, 'application/problem+json'],
  ])('to %s', async (_case, payload, status, body, contentType) => {
    const { url } = await serving(() => ok(payload));
    const response = await fetch(`${url}/a`);
    expect([response.status, await response.text(), response.headers.get('content-type')]).toEqual([status, body, contentType]);
  });

  it('sets each cookie of the list', async () => {
    const { url } = await serving(() => ok({ statusCode: 200, cookies: ['a=1; Secure', 'b=2'] }));
    expect((await fetch(`${url}/a`)).headers.getSetCookie()).toEqual(['a=1; Secure', 'b=2']);
  });

  it.each([
    ['function', 500, 'Internal Server Error', null],
    ['throttled', 503, 'Service Unavailable', '2'],
    ['unknown-function', 503, 'Service Unavailable', '2'],
    ['too-large', 413, 'Content Too Large', null],
  ] as const)('to a failure of kind %s is the problem %i', async (reason, status, title, retryAfter) => {
    const { url } = await serving(() => ({ ok: false, error: { reason, errorType: 'E', errorMessage: 'secret' } }));
    const response = await fetch(`${url}/a`);
    expect([response.status, response.headers.get('retry-after')]).toEqual([status, retryAfter]);
    expect(await response.json()).toEqual({ type: 'about:blank', title, status, detail: expect.not.stringContaining('secret') });
  });

  it('is 503 when the function takes longer than the integration may', async () => {
    const { url } = await serving(() => setTimeout(500, ok(1)), { integrationTimeoutMs: 20 });
    expect((await fetch(`${url}/a`)).status).toBe(503);
  });

  it('is 503 when the function had no room for it in time', async () => {
    const invoke: GatewayOptions['invoke'] = (_arn, _event, patience) =>
      new Promise((resolve) => patience.addEventListener('abort', () => resolve(refused('throttled', '', ''))));
    const { url } = await serving(() => ok(null), { invoke, waitsMs: 20 });
    expect((await fetch(`${url}/x`)).status).toBe(503);
  });

  it('is waited for by nobody once the client is gone', async () => {
    const { promise: gone, resolve } = Promise.withResolvers<string>();
    const client = new AbortController();
    const invoke: GatewayOptions['invoke'] = async (_arn, _event, patience) => {
      patience.addEventListener('abort', () => resolve('gone'));
      client.abort();
      return ok(await gone);
    };
    const { url } = await serving(() => ok(null), { invoke });
    await expect(fetch(`${url}/x`, { signal: client.signal })).rejects.toThrow();
    expect(await gone).toBe('gone');
  });

  it('is 413 for a body over 10 MB', async () => {
    const { url, events } = await serving(() => ok(1));
    const response = await fetch(`${url}/a`, { method: 'POST', body: Buffer.alloc(10 * 1024 * 1024 + 1) });
    expect([response.status, events.length]).toEqual([413, 0]);
  });

  it('is 404 without a route and 400 for a path that cannot be decoded', async () => {
    const { url } = await serving(() => ok(1), { api: { routes: [], throttle: { ratePerSecond: 1, burst: 1 } } });
    expect((await fetch(`${url}/a`)).status).toBe(404);
    expect((await fetch(`${url}/%zz`)).status).toBe(400);
  });

  it('is 429 once the burst is used up', async () => {
    const api = { routes: [{ method: 'GET', path: '/a', functionArn: 'arn:f' }], throttle: { ratePerSecond: 0.01, burst: 2 } };
    const { url } = await serving(() => ok(1), { api });
    const statuses = [await fetch(`${url}/a`), await fetch(`${url}/a`), await fetch(`${url}/a`)].map(({ status }) => status);
    expect(statuses).toEqual([200, 200, 429]);
  });
});

describe('listen', () => {
  it('names the port that is in use and says what to do', async () => {
    const { port } = await serving(() => ok(1));
    await expect(listen(port)).rejects.toThrow(
      `Cannot listen on port ${port}: it is in use. Stop what listens there, or choose another port with --port.`,
    );
  });
});

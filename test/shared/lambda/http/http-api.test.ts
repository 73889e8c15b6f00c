import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { route } from '../../../../shared/contracts/route.ts';
import { ok } from '../../../../shared/lambda/http/answers.ts';
import { httpApi } from '../../../../shared/lambda/http/http-api.ts';
import { type Authorizing, serve } from '../../../../shared/lambda/http/serve.ts';

const greet = route({
  operation: 'greet',
  method: 'POST',
  path: '/api/greetings',
  summary: 'Greets',
  roles: 'public',
  servedBy: 'api',
  body: z.strictObject({ name: z.string() }),
  answers: { 200: z.strictObject({ greeting: z.string() }) },
});

type Greeting = (name: string, origin: string) => Promise<string>;

function anApi(greeting: Greeting, publicUrl?: string) {
  const logged: string[] = [];
  const served = [
    serve(greet, async ({ body, origin }, _dependencies: Authorizing) => ok({ greeting: await greeting(body.name, origin) })),
  ];
  const dependencies: Authorizing = { workspaces: { tokenByHash: async () => undefined }, publicUrl };
  const handler = httpApi({ served, routes: [greet], dependencies, log: (code) => logged.push(code) });
  const send = (event: Partial<APIGatewayProxyEventV2>, remainingMs = 10_000) => {
    const http = { method: 'POST', path: '/api/greetings' };
    const whole = { version: '2.0', rawQueryString: '', headers: { host: 'redial.example' }, requestContext: { http, requestId: 'r-1' } };
    const context = { getRemainingTimeInMillis: () => remainingMs };
    return handler({ ...whole, ...event } as APIGatewayProxyEventV2, context as Context); // what the shell reads of them
  };
  return { send, logged };
}

const hello: Greeting = async (name) => `Hello ${name}`;
const body = '{"name":"Müller"}';

describe('httpApi', () => {
  it.each([
    ['text', { body, isBase64Encoded: false }],
    ['base64', { body: Buffer.from(body).toString('base64'), isBase64Encoded: true }],
  ])('reads a body that comes as %s', async (_what, event) => {
    const { statusCode, body: answer } = await anApi(hello).send(event);
    expect([statusCode, answer]).toEqual([200, '{"greeting":"Hello Müller"}']);
  });

  it.each([
    [{ host: 'a.example' }, undefined, 'https://a.example'],
    [{ host: 'localhost:3000', 'x-forwarded-proto': 'http' }, undefined, 'http://localhost:3000'],
    [{ host: 'a.example' }, 'https://redial.example.com/', 'https://redial.example.com'],
  ])('knows where clients reach it: %o with public URL %s is %s', async (headers, publicUrl, origin) => {
    const { body: answer } = await anApi(async (_name, from) => from, publicUrl).send({ body, headers });
    expect(answer).toBe(JSON.stringify({ greeting: origin }));
  });

  it('answers 503 before the function is ended for want of time', async () => {
    const { send, logged } = anApi(() => new Promise(() => {}));
    const { statusCode, headers } = await send({ body }, 310);
    expect([statusCode, headers?.['retry-after'], logged]).toEqual([503, '2', ['request-failed']]);
  });

  it('tells nothing of its inside where it fails itself', async () => {
    const { send, logged } = anApi(async () => {
      throw new TypeError('undefined is not a lead');
    });
    const { statusCode, body: answer } = await send({ body });
    expect([statusCode, logged]).toEqual([500, ['request-failed']]);
    expect(answer).not.toMatch(/not a lead|at .*\.ts/);
  });

  it('refuses an answer that Lambda could not carry, saying what to do', async () => {
    const { statusCode, body: answer } = await anApi(async () => 'x'.repeat(5_600_000)).send({ body });
    expect([statusCode, answer]).toEqual([400, expect.stringContaining('ask for less')]);
  });
});

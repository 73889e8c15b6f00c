import { gatewayAnswer, type HttpAnswer, httpAnswer } from '../../../../local/http/http-answer.ts';
import { requestEvent } from '../../../../local/http/request-event.ts';
import { compileRoutes } from '../../../../local/http/routes.ts';
import type { Wiring } from '../../../../local/wiring.ts';
import type { Functions } from '../functions.ts';
import type { Host } from '../host.ts';
import type { HttpRequest } from '../simulation.ts';

/** The longest that an HTTP API waits for a function is 30 s. Source: quotas of HTTP APIs. */
const integrationTimeoutMs = 30_000;

/** The HTTP API: answers one request. Throws on a path that cannot be one. */
export function createGateway(wiring: Wiring, functions: Functions, { timeline, chance, note }: Omit<Host, 'call'>) {
  const routeOf = compileRoutes(wiring.api.routes);

  return async (asked: HttpRequest): Promise<HttpAnswer> => {
    const [encodedPath = '/', ...rest] = asked.path.split('?');
    const path = decodeURIComponent(encodedPath);
    const route = routeOf(asked.method, path);
    if (!route) return gatewayAnswer(404);
    const now = timeline.now();
    const common = { path, query: rest.join('?'), body: Buffer.from(asked.body ?? ''), route, port: 443, account: wiring.account, now };
    const event = requestEvent({ request: receivedOf(asked), ...common });
    const requestContext = { ...(event.requestContext as object), requestId: chance.uuid('request') }; // an object, as made there
    const answer = await withinTime(functions.invoke(route.functionArn, { ...event, requestContext }).then(httpAnswer));
    note(`gateway answers ${route.routeKey} ${answer.status}`);
    return answer;
  };

  function withinTime(invocation: Promise<HttpAnswer>): Promise<HttpAnswer> {
    const { promise, resolve } = Promise.withResolvers<HttpAnswer>();
    const timer = timeline.after(integrationTimeoutMs, () => resolve(gatewayAnswer(503)));
    void invocation.then((answer) => {
      timeline.cancel(timer);
      resolve(answer);
    });
    return promise;
  }
}

function receivedOf({ method, headers = {} }: HttpRequest): Parameters<typeof requestEvent>[0]['request'] {
  const rawHeaders = Object.entries({ host: 'redial.simulated', ...headers }).flat();
  return { method, httpVersion: '1.1', rawHeaders, socket: { remoteAddress: '203.0.113.7' } };
}

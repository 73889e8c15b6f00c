import middy from '@middy/core';
import httpRouterHandler, { type Route as RouterRoute } from '@middy/http-router';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { Route } from '../../contracts/route.ts';
import type { log } from '../log.ts';
import { checkSize } from './json-body.ts';
import { plainHeaders } from './plain-headers.ts';
import { Problem } from './problem.ts';
import { problemJson } from './problem-json.ts';
import { busy } from './problem-of.ts';
import type { Served } from './serve.ts';

type Event = APIGatewayProxyEventV2;
type Result = APIGatewayProxyStructuredResultV2;

// Enough to answer 503 before Lambda ends the function without a word.
const lastMomentMs = 300;

type HttpApi<Dependencies> = {
  served: readonly Served<Dependencies>[];
  /** All routes, whoever serves them: what their paths do not take is a 405 here too. */
  routes: readonly Route[];
  dependencies: Dependencies;
  log: typeof log;
};

/** A Lambda handler for these routes. Whatever a client sends, it gets an answer or a problem; no stack trace leaves it. */
export function httpApi<Dependencies>({ served, routes, dependencies, log }: HttpApi<Dependencies>) {
  const timeout = () => {
    throw busy();
  };
  const router = httpRouterHandler<Event, Result>({
    routes: [
      ...notAllowed(routes.filter(isFixed)),
      ...answering(served, dependencies),
      ...notAllowed(routes.filter((one) => !isFixed(one))),
    ],
    notFoundResponse: ({ method, path }) => {
      throw new Problem(404, `There is no ${method} ${path.slice(0, 200)}. /api/openapi.json lists what there is`);
    },
  });
  return middy<Event, Result>({ timeoutEarlyInMillis: lastMomentMs, timeoutEarlyResponse: timeout })
    .use(plainHeaders())
    .use(problemJson(log))
    .before(({ event }) => checkSize(event))
    .handler(router);
}

// The router takes the last of equal fixed paths, and the first of paths with parameters.
const isFixed = ({ path }: Route) => !path.includes('{');

function answering<Dependencies>(served: readonly Served<Dependencies>[], dependencies: Dependencies): RouterRoute<Event, Result>[] {
  return served.map(({ route: { method, path }, answer }) => ({ method, path, handler: (event: Event) => answer(event, dependencies) }));
}

/** For each path one that answers every method which it does not take. */
function notAllowed(routes: readonly Route[]): RouterRoute<Event, Result>[] {
  const paths = [...Map.groupBy(routes, ({ path }) => path)];
  return paths.map(([path, some]) => {
    const allow = some
      .map(({ method }) => method)
      .sort()
      .join(', ');
    const handler = async ({ requestContext }: Event): Promise<Result> => {
      throw new Problem(405, `${path} does not take ${requestContext.http.method}: it takes ${allow}`, { headers: { allow } });
    };
    return { method: 'ANY', path, handler };
  });
}

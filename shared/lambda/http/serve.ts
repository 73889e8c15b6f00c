import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { noFields } from '../../contracts/fields.ts';
import type { AnswerOf, BodyOf, ParamsOf, QueryOf, Route } from '../../contracts/route.ts';
import { authorize, type Caller, type TokenLookup } from './authorize.ts';
import { bytesOf, jsonBody } from './json-body.ts';
import { originOf } from './origin-of.ts';
import { parseFields } from './parse-fields.ts';
import { invalid, notFound } from './problem.ts';
import { queryOf } from './query-of.ts';
import { type FileAnswer, responseOf } from './response-of.ts';

/** A request of a route once it is known to be well formed and who it is from. */
export type ApiRequest<R extends Route> = {
  params: ParamsOf<R>;
  query: QueryOf<R>;
  body: BodyOf<R>;
  caller: R['roles'] extends 'public' ? undefined : Caller;
  /** Scheme and host that the request came to, or the public URL of this Redial. */
  origin: string;
  idempotencyKey: string | undefined;
};

export type Handle<R extends Route, Dependencies> = (
  request: ApiRequest<R>,
  dependencies: Dependencies,
) => Promise<AnswerOf<R> | (R['alsoAnswers'] extends readonly string[] ? FileAnswer : never)>;

/** What every function behind the API needs to know who asks. */
export type Authorizing = { workspaces: TokenLookup; publicUrl?: string | undefined };

/** A route with what answers it. */
export type Served<Dependencies> = {
  route: Route;
  answer: (event: APIGatewayProxyEventV2, dependencies: Dependencies) => Promise<APIGatewayProxyStructuredResultV2>;
};

/** Puts a handler behind its row of the table: authorized, parsed, answered. */
export function serve<R extends Route, Dependencies extends Authorizing>(route: R, handle: Handle<R, Dependencies>): Served<Dependencies> {
  return {
    route,
    answer: async (event, dependencies) => {
      const caller = route.roles === 'public' ? undefined : await authorize(event.headers.authorization, route, dependencies.workspaces);
      const request = {
        caller,
        params: paramsOf(event.pathParameters ?? {}),
        query: parseFields(route.query ?? noFields, queryOf(event.rawQueryString)),
        body: route.takes ? bytesOf(event) : route.body && parseFields(route.body, jsonBody(event)),
        origin: originOf(event, dependencies.publicUrl),
        idempotencyKey: route.creates && idempotencyKeyOf(event.headers['idempotency-key']),
      };
      // Parsed by the schemas of this very route: TypeScript cannot follow a schema through the generic row.
      return responseOf(await handle(request as ApiRequest<R>, dependencies));
    },
  };
}

/** What is no id of ours names nothing that is here. */
function paramsOf(given: Record<string, string | undefined>): Record<string, string> {
  const { proxy: _, ...params } = given;
  for (const value of Object.values(params)) {
    if (!/^[\w-]{1,64}$/.test(value ?? '')) throw notFound('thing', value ?? '');
  }
  return params as Record<string, string>; // none is undefined
}

function idempotencyKeyOf(key: string | undefined): string | undefined {
  if (key !== undefined && !/^[\x21-\x7e][\x20-\x7e]{0,199}$/.test(key)) {
    throw invalid([{ path: 'Idempotency-Key', message: 'it has to be 1 to 200 printable characters' }]);
  }
  return key;
}

import * as z from 'zod';
import type { Route } from './route.ts';

type JsonObject = Record<string, unknown>;

/** The document of these routes, from the very schemas that requests are checked against (OpenAPI 3.1, JSON Schema 2020-12). */
export function openApi(routes: readonly Route[]): JsonObject {
  const paths: Record<string, JsonObject> = {};
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operationOf(route) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Redial',
      version: '1',
      description: 'Call outcomes in from diallers, leads that did not pick up to another agent, reports that are right.',
    },
    servers: [{ url: '/' }],
    security: [{ token: [] }],
    paths,
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer', description: 'An API token, rdl_…' } },
      schemas: { Problem: jsonSchema(problem) },
      responses: {
        Problem: { description: 'Why not (RFC 9457)', content: { 'application/problem+json': { schema: ref('schemas/Problem') } } },
      },
    },
  };
}

const problem = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  detail: z.string(),
  errors: z.array(z.strictObject({ path: z.string(), message: z.string() })).optional(),
  existing: z.string().optional().meta({ description: 'Id of the thing that is there already' }),
});

function operationOf(route: Route): JsonObject {
  const parameters = [...pathParameters(route.path), ...queryParameters(route.query), ...(route.creates ? [idempotencyKey] : [])];
  return {
    operationId: route.operation,
    summary: route.summary,
    ...(route.roles === 'public' ? { security: [] } : { description: `Roles: ${route.roles.join(', ')}.` }),
    ...(parameters.length > 0 && { parameters }),
    ...(route.takes && { requestBody: { required: true, content: { [route.takes]: { schema: { type: 'string' } } } } }),
    ...(route.body && { requestBody: { content: { 'application/json': { schema: jsonSchema(route.body) } } } }),
    responses: { ...goodResponses(route), ...problemResponses(route) },
  };
}

function pathParameters(path: string): JsonObject[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({ name, in: 'path', required: true, schema: { type: 'string' } }));
}

function queryParameters(query: z.ZodObject | undefined): JsonObject[] {
  const fields = Object.entries(query?.shape ?? {});
  return fields.map(([name, field]) => ({
    name,
    in: 'query',
    required: !z.safeParse(field, undefined).success,
    // A query is text; of a number that is coerced from it JSON Schema sees nothing.
    schema: name === 'limit' ? { type: 'integer', minimum: 1, maximum: 1000, default: 50 } : jsonSchema(field),
  }));
}

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  schema: { type: 'string', minLength: 1, maxLength: 200 },
  description:
    'The same key again answers the same thing and creates nothing; with another body it is a 409. A secret is not shown a second time.',
};

function goodResponses({ answers, summary, alsoAnswers = [] }: Route): JsonObject {
  return Object.fromEntries(
    Object.entries(answers).map(([status, schema]) => {
      if (schema === null) return [status, { description: summary }];
      const others = alsoAnswers.map((type) => [type, { schema: { type: 'string' } }]);
      return [
        status,
        { description: summary, content: { 'application/json': { schema: jsonSchema(schema) }, ...Object.fromEntries(others) } },
      ];
    }),
  );
}

/** The problems that a route can answer, as its row implies them. */
function problemResponses(route: Route): JsonObject {
  const statuses = [
    400,
    ...(route.roles === 'public' ? [] : [401, 403]),
    ...(route.path.includes('{') || route.namesInBody ? [404] : []),
    ...(route.method === 'GET' ? [] : [409, 413]),
    503,
  ];
  return Object.fromEntries(statuses.map((status) => [status, ref('responses/Problem')]));
}

function jsonSchema(schema: z.core.$ZodType): JsonObject {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return rest;
}

function ref(to: string): JsonObject {
  return { $ref: `#/components/${to}` };
}

import * as z from 'zod';
import { noFields } from '../fields.ts';
import { route } from '../route.ts';

export const getHealth = route({
  operation: 'getHealth',
  method: 'GET',
  path: '/healthz',
  summary: 'Answers while Redial takes requests',
  roles: 'public',
  servedBy: 'api',
  query: noFields,
  answers: { 200: z.strictObject({ status: z.literal('ok') }) },
});

export const getOpenApi = route({
  operation: 'getOpenApi',
  method: 'GET',
  path: '/api/openapi.json',
  summary: 'This API as OpenAPI 3.1',
  roles: 'public',
  servedBy: 'api',
  query: noFields,
  answers: { 200: z.record(z.string(), z.unknown()) },
});

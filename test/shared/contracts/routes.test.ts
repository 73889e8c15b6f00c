import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { everyRoute } from '../../../functions/api/every-route.ts';
import { assignmentRoutes } from '../../../functions/assign/assignment-routes.ts';
import { reportRoutes } from '../../../functions/reports/report-routes.ts';
import { openApi } from '../../../shared/contracts/open-api.ts';
import { routes } from '../../../shared/contracts/routes.ts';

describe('the table of routes', () => {
  it('has each operation, and each method of a path, once', () => {
    expect(new Set(routes.map(({ operation }) => operation)).size).toBe(routes.length);
    expect(new Set(routes.map(({ method, path }) => `${method} ${path}`)).size).toBe(routes.length);
  });

  it.each([
    { servedBy: 'api', served: everyRoute },
    { servedBy: 'reports', served: reportRoutes },
    { servedBy: 'assign', served: assignmentRoutes },
  ])('is answered row by row by the function $servedBy', ({ servedBy, served }) => {
    const promised = routes.filter((route) => route.servedBy === servedBy).map(({ operation }) => operation);
    expect(served.map(({ route }) => route.operation).toSorted()).toEqual(promised.toSorted());
  });

  it('lets an operator do whatever an admin does, and an admin whatever a manager does', () => {
    for (const { roles } of routes) {
      if (roles === 'public') continue;
      if (roles.includes('admin')) expect(roles).toContain('operator');
      if (roles.includes('manager')) expect(roles).toContain('admin');
    }
  });

  it('keeps connections and tokens from managers', () => {
    for (const { path, roles } of routes.filter((route) => /connections|tokens/.test(route.path))) {
      expect([path, roles]).toEqual([path, ['admin', 'operator']]);
    }
  });

  it('refuses unknown fields in every query and body', () => {
    const given = routes.flatMap(({ query, body }) => [query, body]).filter((schema) => schema !== undefined);
    const schemas = given.flatMap((schema) => (schema instanceof z.ZodDiscriminatedUnion ? schema.options : [schema]));
    for (const schema of schemas) {
      const { error } = z.safeParse(schema, { 'no-such-field': 1 });
      expect(error?.issues.some((issue) => issue.code === 'unrecognized_keys')).toBe(true);
    }
  });
});

describe('the OpenAPI document', () => {
  const document = JSON.parse(JSON.stringify(openApi(routes)));

  it('describes every row', () => {
    expect(document.openapi).toBe('3.1.0');
    for (const { operation, method, path } of routes) {
      expect(document.paths[path]?.[method.toLowerCase()]?.operationId).toBe(operation);
    }
  });

  it('refers to nothing that is not in it', () => {
    const refs = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, ref]) => ref ?? '');
    expect(refs.length).toBeGreaterThan(routes.length);
    for (const ref of refs) expect(ref.split('/').reduce((node, key) => node?.[key], document)).toBeDefined();
  });

  it('declares every parameter of every path', () => {
    for (const { method, path } of routes) {
      const { parameters = [] } = document.paths[path][method.toLowerCase()];
      const declared = parameters.filter((parameter: { in: string }) => parameter.in === 'path').map(({ name }: { name: string }) => name);
      expect(declared).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
    }
  });
});

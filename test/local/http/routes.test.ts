import { describe, expect, it } from 'vitest';
import { compileRoutes } from '../../../local/http/routes.ts';

const keys = [
  'ANY /{proxy+}',
  'GET /{proxy+}',
  'ANY /api/{proxy+}',
  'GET /api/reports',
  'ANY /api/reports/{proxy+}',
  'POST /webhooks/{connectionId}',
  'GET /webhooks/test',
  'GET /',
  'GET /healthz',
  'GET /calls/{id}/facts',
  'GET /calls/{proxy+}',
  '$default',
];
const routeOf = compileRoutes(
  keys.map((key) => {
    const [method = '', path = '$default'] = key.split(' ');
    return { method: path === '$default' ? 'ANY' : method, path, functionArn: key };
  }),
);

describe('compileRoutes', () => {
  it.each([
    ['GET', '/', 'GET /', {}],
    ['POST', '/', '$default', {}],
    ['GET', '/healthz', 'GET /healthz', {}],
    ['GET', '/app.js', 'GET /{proxy+}', { proxy: 'app.js' }],
    ['PUT', '/app.js', 'ANY /{proxy+}', { proxy: 'app.js' }],
    ['GET', '/api/reports', 'GET /api/reports', {}],
    ['POST', '/api/reports', 'ANY /api/{proxy+}', { proxy: 'reports' }],
    ['GET', '/api/reports/reach', 'ANY /api/reports/{proxy+}', { proxy: 'reach' }],
    ['GET', '/api/leads/l_1/history', 'ANY /api/{proxy+}', { proxy: 'leads/l_1/history' }],
    ['GET', '/api', 'GET /{proxy+}', { proxy: 'api' }],
    ['GET', '/api/', 'GET /{proxy+}', { proxy: 'api/' }],
    ['POST', '/webhooks/c_9', 'POST /webhooks/{connectionId}', { connectionId: 'c_9' }],
    ['GET', '/webhooks/test', 'GET /webhooks/test', {}],
    ['POST', '/webhooks/test', 'POST /webhooks/{connectionId}', { connectionId: 'test' }],
    ['POST', '/webhooks/a/b', 'ANY /{proxy+}', { proxy: 'webhooks/a/b' }],
    ['GET', '/calls/c_1/facts', 'GET /calls/{id}/facts', { id: 'c_1' }],
    ['GET', '/calls/c_1/other', 'GET /calls/{proxy+}', { proxy: 'c_1/other' }],
  ])('takes %s %s to %s', (method, path, routeKey, pathParameters) => {
    expect(routeOf(method, path)).toEqual({ routeKey, functionArn: routeKey, pathParameters });
  });

  it('finds no route where the template has none', () => {
    const only = compileRoutes([{ method: 'POST', path: '/webhooks/{connectionId}', functionArn: 'arn' }]);
    expect([only('GET', '/webhooks/c'), only('POST', '/webhooks/'), only('POST', '/')]).toEqual([undefined, undefined, undefined]);
  });
});

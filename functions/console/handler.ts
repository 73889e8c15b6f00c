import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { contentSecurityPolicy, page } from './page.ts';

const headers = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'content-security-policy': contentSecurityPolicy,
};

/** The console's page; every other path that no function takes is 404. */
export async function handler({ rawPath }: Pick<APIGatewayProxyEventV2, 'rawPath'>): Promise<APIGatewayProxyStructuredResultV2> {
  if (rawPath === '/') {
    return {
      statusCode: 200,
      headers: { ...headers, 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' },
      body: page,
    };
  }
  const detail = 'There is no such page. The console is at /, the API is described at /api/openapi.json';
  const body = JSON.stringify({ type: 'about:blank', title: 'Not Found', status: 404, detail });
  return { statusCode: 404, headers: { ...headers, 'content-type': 'application/problem+json' }, body };
}

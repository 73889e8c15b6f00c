import type { MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

type Answering = MiddlewareObj<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>;

const headers = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };

/** On every answer, good or bad: it is one caller's, and is what it says it is. */
export function plainHeaders(): Answering {
  const add: NonNullable<Answering['after']> = (request) => {
    if (request.response) request.response.headers = { ...headers, ...request.response.headers };
  };
  return { name: 'plain-headers', after: add, onError: add };
}

import type { MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { log } from '../log.ts';
import type { Problem } from './problem.ts';
import { problemOf } from './problem-of.ts';

/** Answers whatever was thrown as `application/problem+json`; what is our own fault is logged with its cause. */
export function problemJson(write: typeof log): MiddlewareObj<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2> {
  return {
    name: 'problem-json',
    onError: (request) => {
      const { requestId, http } = request.event.requestContext;
      const problem = problemOf(request.error, requestId);
      const seen = { requestId, method: http.method, status: problem.status };
      if (problem.status >= 500) write('request-failed', seen, problem.cause ?? problem);
      else write('request-refused', seen);
      request.response = responseOf(problem);
    },
  };
}

function responseOf(problem: Problem): APIGatewayProxyStructuredResultV2 {
  return {
    statusCode: problem.status,
    headers: { 'content-type': 'application/problem+json', ...problem.details.headers },
    body: JSON.stringify(problem.body),
  };
}

import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { WebhookRequest } from './diallers/dialler.ts';
import type { IngestAnswer } from './ingest.ts';

/** Bytes of the largest webhook that is taken in. */
export const largestBody = 256 * 1024;

/** The webhook as it came: bytes untouched, and the URL as the dialler was given it. */
export function webhookFrom(event: APIGatewayProxyEventV2, publicUrl: string | undefined): WebhookRequest {
  const { host = event.requestContext.domainName, 'x-forwarded-proto': scheme = 'https' } = event.headers;
  const query = event.rawQueryString ? `?${event.rawQueryString}` : '';
  return {
    method: event.requestContext.http.method,
    url: `${publicUrl?.replace(/\/$/, '') ?? `${scheme}://${host}`}${event.rawPath}${query}`,
    headers: Object.fromEntries(Object.entries(event.headers).map(([name, value]) => [name.toLowerCase(), value ?? ''])),
    body: Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8'),
  };
}

export function responseTo(answer: IngestAnswer): APIGatewayProxyStructuredResultV2 {
  switch (answer.result) {
    case 'unknown-connection':
      return problem(404, 'Not Found', 'There is no such connection. Check the webhook URL that the dialler was given');
    case 'refused':
      return problem(401, 'Unauthorized', `The webhook's signature does not verify: ${answer.reason}`);
    case 'unsupported':
      return problem(415, 'Unsupported Media Type', answer.reason);
    case 'quarantined':
      return json(200, { result: answer.result, id: answer.id });
    case 'ignored':
      return json(200, { result: answer.result }, answer.headers);
    case 'recorded':
    case 'duplicate':
      return json(200, answer);
    default:
      return answer satisfies never;
  }
}

export function tooLarge(bytes: number): APIGatewayProxyStructuredResultV2 {
  return problem(413, 'Content Too Large', `The webhook has ${bytes} bytes, at most ${largestBody} are taken in`);
}

export function tryAgain(): APIGatewayProxyStructuredResultV2 {
  const answer = problem(503, 'Service Unavailable', 'The webhook could not be stored just now: send it again');
  return { ...answer, headers: { ...answer.headers, 'retry-after': '5' } };
}

function json(statusCode: number, body: unknown, headers: Readonly<Record<string, string>> = {}): APIGatewayProxyStructuredResultV2 {
  return { statusCode, headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

function problem(status: number, title: string, detail: string): APIGatewayProxyStructuredResultV2 {
  const body = JSON.stringify({ type: 'about:blank', title, status, detail });
  return { statusCode: status, headers: { 'content-type': 'application/problem+json' }, body };
}

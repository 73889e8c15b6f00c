import middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { environment, required } from '../../shared/lambda/environment.ts';
import { log } from '../../shared/lambda/log.ts';
import { ingest } from './ingest.ts';
import { ingestDependencies } from './ingest-dependencies.ts';
import { largestBody, responseTo, tooLarge, tryAgain, webhookFrom } from './webhook-http.ts';

const { PUBLIC_URL } = environment({ PUBLIC_URL: required.optional() });
const dependencies = ingestDependencies();

async function take(event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> {
  const connection = event.pathParameters?.connectionId ?? '';
  const webhook = webhookFrom(event, PUBLIC_URL);
  if (webhook.body.length > largestBody) return tooLarge(webhook.body.length);
  try {
    const answer = await ingest(connection, webhook, dependencies);
    if (answer.result === 'refused') log('webhook-refused', { connection, reason: answer.reason });
    if (answer.result === 'quarantined') log('webhook-quarantined', { connection, id: answer.id });
    return responseTo(answer);
  } catch (error) {
    log('webhook-not-stored', { connection }, error);
    return tryAgain();
  }
}

// A database that does not answer must not become the gateway's own 500: not every dialler sends again after that.
export const handler = middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>({
  timeoutEarlyInMillis: 300,
  timeoutEarlyResponse: tryAgain,
}).handler(take);

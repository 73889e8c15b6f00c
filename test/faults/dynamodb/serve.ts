import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import type { InProcessDynamoDb } from './in-process-dynamodb.ts';

/** Answers over HTTP on a free port of this machine, so that an SDK can talk to it. Whoever starts it stops it. */
export async function serve(dynamodb: Pick<InProcessDynamoDb, 'handle'>): Promise<{ url: string; stop: () => Promise<void> }> {
  const server = createServer((request, response) => {
    answer(dynamodb, request, response).catch((error: unknown) => {
      // No SDK tries this one again.
      const message = error instanceof Error ? error.message : String(error);
      send(response, 400, { __type: 'NotModelled', message });
    });
  });
  server.listen({ host: '127.0.0.1', port: 0 });
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function answer({ handle }: Pick<InProcessDynamoDb, 'handle'>, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const operation = String(request.headers['x-amz-target']).replace(/^.*\./, '');
  const { status, body } = handle(operation, await json(request));
  send(response, status, body);
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(body));
}

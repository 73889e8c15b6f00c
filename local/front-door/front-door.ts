import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { queueUrlOrigin } from '../template/attributes.ts';
import type { FunctionWiring, Wiring } from '../wiring.ts';
import type { Service, World } from '../world.ts';
import { AccessBook, type Denial } from './access-book.ts';
import { failed, refused } from './answers.ts';
import { Callers, type Credentials } from './callers.ts';
import { type CallHandling, handleCall, reply } from './handle-call.ts';
import type { PutEvents } from './put-events.ts';
import { Upstream } from './upstream.ts';

export type FrontDoorOptions = {
  wiring: Wiring;
  world: World;
  upstream: { dynamodb: string; sqs: string; s3: string };
  putEvents: PutEvents;
  /** Ends the environment that made the call; the caller's socket is destroyed when it resolves, without an answer. */
  onCrash: (functionName: string, environmentId: string | undefined) => void | Promise<void>;
};

export type FrontDoor = {
  endpoints: Record<Service, string>;
  /** `runner` is never refused and never faulted. An environment's id makes `onCrash` say which environment called. */
  credentialsOf: (functionName: string, environmentId?: string) => Credentials;
  /**
   * What a function's environment variables are here: the template's own, with queue URLs that lead to this door (the SDK follows
   * a queue's URL, not its endpoint), its credentials, and `AWS_ENDPOINT_URL_*`. Use this rather than `FunctionWiring.environment`.
   */
  environmentOf: (fn: FunctionWiring, environmentId?: string) => Record<string, string>;
  denials: readonly Denial[];
  /** `<function> <action> <resource>` of every call of a function that was let through. */
  used: ReadonlySet<string>;
  stop: () => Promise<void>;
};

const services: Service[] = ['dynamodb', 'sqs', 's3', 'events'];

/** Stands in front of the local services: knows who calls, refuses what the caller's role does not allow, and makes the trouble that the world asks for. */
export async function startFrontDoor(options: FrontDoorOptions): Promise<FrontDoor> {
  const { wiring } = options;
  const callers = new Callers();
  const book = new AccessBook(wiring);
  const upstream = new Upstream();
  const servers = services.map((service) => serverOf(service, { ...options, callers, book, connections: upstream }));
  await Promise.all(servers.map(listen));

  const endpoints = Object.fromEntries(services.map((service, index) => [service, originOf(servers[index])])) as Record<Service, string>; // one for each service
  const credentialsOf = (functionName: string, environmentId?: string) => callers.credentialsOf(functionName, environmentId);
  return {
    endpoints,
    credentialsOf,
    environmentOf: (fn, environmentId) => ({
      ...withQueueUrls(fn.environment, endpoints.sqs),
      ...environmentOf(credentialsOf(fn.name, environmentId), endpoints, wiring.region),
    }),
    denials: book.denials,
    used: book.used,
    stop: async () => {
      await Promise.all(servers.map(close));
      upstream.stop();
    },
  };
}

function serverOf(service: Service, handling: Omit<CallHandling, 'service'>): Server {
  const handle = (request: IncomingMessage, response: ServerResponse) =>
    handleCall(request, response, { ...handling, service }).catch((error: unknown) => {
      const isBadRequest = error instanceof SyntaxError || (error instanceof Error && error.name === 'ZodError');
      const answer = isBadRequest
        ? refused(service, 'SerializationException', String(error))
        : failed(service, `The front door failed: ${error}`);
      if (response.headersSent) response.destroy();
      else reply(response, answer);
    });
  // Functions keep their connections; so does the door, for longer than they do.
  const server = createServer({ keepAliveTimeout: 60_000, requestTimeout: 0 }, handle);
  return server;
}

function environmentOf(credentials: Credentials, endpoints: Record<Service, string>, region: string): Record<string, string> {
  return {
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    ...(credentials.sessionToken !== undefined && { AWS_SESSION_TOKEN: credentials.sessionToken }),
    AWS_ENDPOINT_URL_DYNAMODB: endpoints.dynamodb,
    AWS_ENDPOINT_URL_SQS: endpoints.sqs,
    AWS_ENDPOINT_URL_S3: endpoints.s3,
    AWS_ENDPOINT_URL_EVENTBRIDGE: endpoints.events,
  };
}

function withQueueUrls(environment: Record<string, string>, origin: string): Record<string, string> {
  return Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, value.replaceAll(queueUrlOrigin, origin)]));
}

function listen(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
}

function originOf(server: Server | undefined): string {
  const address = server?.address();
  if (typeof address !== 'object' || address === null) throw new Error('Cannot tell where the front door listens: its server has no port');
  return `http://127.0.0.1:${address.port}`;
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

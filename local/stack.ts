import type { RequestListener } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { type Closers, createClosers } from './closers.ts';
import { dataFiles } from './data-files.ts';
import { defaultBus } from './events/bus.ts';
import type { Denial } from './front-door/access-book.ts';
import { gateway } from './http/gateway.ts';
import { gatewayAnswer } from './http/http-answer.ts';
import { type Listening, listen } from './http/listen.ts';
import type { InvocationOutcome } from './lambda/outcome.ts';
import { named } from './named.ts';
import { startDynamoDbLocal } from './parts/dynamodb-local.ts';
import { startFauxqs } from './parts/fauxqs.ts';
import { provision } from './parts/provision.ts';
import { realWorld } from './real-world.ts';
import { readAssembly } from './template/assembly.ts';
import { wiringOf } from './template/wiring.ts';
import { startWiring, type Wired } from './wired.ts';
import type { Wiring } from './wiring.ts';
import type { World } from './world.ts';

export type StackOptions = {
  /** Folder of the cloud assembly. */
  assembly: string;
  /** Where everything is kept that must outlive a stop; `memory` forgets. */
  dataFolder: string | 'memory';
  /** Of the HTTP API on localhost; 0 takes any free one. */
  port: number;
  world?: Partial<World>;
  log?: (line: string) => void;
};

export type RunningStack = {
  url: string;
  wiring: Wiring;
  /** DynamoDB itself, past all roles. */
  dynamoDbUrl: string;
  /** Invokes a function by its name, its logical id, or an unmistakable part of it. */
  invoke: (name: string, payload: unknown) => Promise<InvocationOutcome>;
  /** Calls of functions that their roles refused. */
  denials: readonly Denial[];
  /** `<function> <action> <resource>` of every call that was let through. */
  used: ReadonlySet<string>;
  /** Resolves when no request, queue message, change of a table, event or invocation runs or waits (dead-letter queues aside). */
  idle: () => Promise<void>;
  /** What an AWS service puts on the account's default bus, such as a contact event of Amazon Connect. */
  awsTells: (event: { source: string; detailType: string; detail: object }) => Promise<void>;
  /** Runs a schedule now, named as functions are. */
  runSchedule: (name: string) => Promise<void>;
  /** Resolves, with a line for people, when a part ended by itself and nothing can go on. */
  broken: Promise<string>;
  stop: () => Promise<void>;
};

/** The account and region that ARNs name here. fauxqs knows no other account. */
const account = '000000000000';
const region = 'ap-south-1';

/** Runs a synthesised stack on this machine. Throws a line for people when a part cannot start or the template asks for what is not known. */
export async function startStack({ assembly, dataFolder, port, world, log = console.error }: StackOptions): Promise<RunningStack> {
  // Lambda's clocks are on UTC. A thread cannot have a time zone of its own, so the whole process takes it.
  process.env.TZ = 'UTC';
  const closers = createClosers();
  try {
    const listening = await listen(port);
    closers.add(listening.close);
    const endOfWait = answerNotReady(listening);
    const url = `http://localhost:${listening.port}`;
    const files = dataFiles(dataFolder);
    const starting = startParts(files, closers);
    const wiring = await orFailure(() => wiringOf(readAssembly(assembly), { region, account, publicUrl: url }), starting);
    const { dynamodb, fauxqs, broken } = await starting;
    const endpoints = { dynamodb: dynamodb.url, sqs: fauxqs.url, s3: fauxqs.url };
    await provision(wiring, endpoints);

    const wired = await startWiring({ wiring, files, endpoints, world: { ...realWorld(), ...world }, log, closers });
    const listener = gateway({ api: wiring.api, account, port: listening.port, invoke: wired.lambda.invoke });
    endOfWait();
    for (const server of listening.servers) server.on('request', listener);
    closers.add(() => drain(wired, listening));
    return running({ url, wiring, dynamoDbUrl: endpoints.dynamodb, wired, broken, closers });
  } catch (error) {
    await closers.close().catch(() => undefined);
    throw error;
  }
}

function running({
  url,
  wiring,
  dynamoDbUrl,
  wired,
  broken,
  closers,
}: Pick<RunningStack, 'url' | 'wiring' | 'dynamoDbUrl' | 'broken'> & { wired: Wired; closers: Closers }): RunningStack {
  return {
    url,
    wiring,
    dynamoDbUrl,
    invoke: async (name, payload) => wired.lambda.invoke(named(wiring.functions, name, 'function').arn, payload),
    denials: wired.frontDoor.denials,
    used: wired.frontDoor.used,
    awsTells: async ({ source, detailType, detail }) => {
      const entry = { Source: source, DetailType: detailType, Detail: JSON.stringify(detail) };
      const { FailedEntryCount, Entries } = await wired.bus.putEvents(defaultBus, [entry], { byAws: true });
      if (FailedEntryCount > 0) throw new Error(`Cannot put an event of ${source} on the default bus: ${JSON.stringify(Entries[0])}`);
    },
    idle: wired.idle,
    runSchedule: async (name) => wired.scheduler.runNow(named(wiring.schedules, name, 'schedule')),
    broken,
    stop: closers.close,
  };
}

type Files = ReturnType<typeof dataFiles>;

async function startParts(files: Files, closers: Closers) {
  const settled = await Promise.allSettled([startDynamoDbLocal({ folder: files.dynamodb }), startFauxqs({ folder: files.fauxqs })]);
  for (const part of settled) if (part.status === 'fulfilled') closers.add(part.value.stop);
  const [dynamodb, fauxqs] = settled;
  if (dynamodb.status === 'rejected') throw dynamodb.reason;
  if (fauxqs.status === 'rejected') throw fauxqs.reason;
  const broken = Promise.race([
    dynamodb.value.ended.then(() => 'DynamoDB Local ended by itself. What was acknowledged is kept; start again.'),
    fauxqs.value.ended.then(() => 'fauxqs (SQS, S3) ended by itself. What was acknowledged is kept; start again.'),
  ]);
  return { dynamodb: dynamodb.value, fauxqs: fauxqs.value, broken };
}

/** Does the work while something else starts; when the work throws, waits for that start first, so that it can be stopped. */
async function orFailure<T>(work: () => T, starting: Promise<unknown>): Promise<T> {
  try {
    return work();
  } catch (error) {
    await starting.catch(() => undefined);
    throw error;
  }
}

/** Until the stack is ready, requests get 503. Returns what ends that. */
function answerNotReady({ servers }: Listening): () => void {
  const { status, headers, body } = gatewayAnswer(503);
  const listener: RequestListener = (_request, response) => {
    response.writeHead(status, { ...headers, 'retry-after': '1' });
    response.end(body);
  };
  for (const server of servers) server.on('request', listener);
  return () => {
    for (const server of servers) server.off('request', listener);
  };
}

/** The first step of a stop: no new requests and polls, and a moment for what runs. */
async function drain({ beginStop, lambda }: Wired, listening: Listening): Promise<void> {
  const graceUntil = performance.now() + 3_000;
  void listening.close();
  beginStop();
  while (lambda.running() > 0 && performance.now() < graceUntil) await setTimeout(10);
}

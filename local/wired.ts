import { SQSClient } from '@aws-sdk/client-sqs';
import type { Closers } from './closers.ts';
import type { DataFiles } from './data-files.ts';
import { type Bus, createBus } from './events/bus.ts';
import { type FrontDoor, startFrontDoor } from './front-door/front-door.ts';
import { idle } from './idle.ts';
import { createLambda, type Lambda } from './lambda/lambda.ts';
import { variablesOf } from './lambda/variables.ts';
import { createQueueSender, type QueueSender } from './queue-sender.ts';
import { type Scheduler, startScheduler } from './schedules/scheduler.ts';
import { showDenials } from './show-denials.ts';
import { type Poller, startQueuePoller } from './sources/queue-poller.ts';
import { createStreamClient } from './sources/stream-client.ts';
import { type StreamPoller, startStreamPoller } from './sources/stream-poller.ts';
import { wakingAfterWrites } from './waking-after-writes.ts';
import type { MappingWiring, QueueWiring, Wiring } from './wiring.ts';
import type { World } from './world.ts';

export type WiredOptions = {
  wiring: Wiring;
  files: DataFiles;
  endpoints: { dynamodb: string; sqs: string; s3: string };
  world: World;
  log: (line: string) => void;
  closers: Closers;
};

/** Everything between the parts and the HTTP API, connected as the template says. */
export type Wired = {
  lambda: Lambda;
  bus: Bus;
  frontDoor: FrontDoor;
  scheduler: Scheduler;
  idle: () => Promise<void>;
  /** Tells pollers and schedules to begin nothing new; `closers` then wait for them. */
  beginStop: () => void;
};

export type Pollers = { queues: { poller: Poller; url: string }[]; streams: StreamPoller[] };

export async function startWiring({ wiring, files, endpoints, world, log, closers }: WiredOptions): Promise<Wired> {
  const sqs = runnersClient(endpoints.sqs, wiring.region);
  closers.add(() => sqs.destroy());
  // URLs lead to the front door, and this is the runner itself.
  const queues = wiring.queues.map((queue) => ({ ...queue, url: `${endpoints.sqs}/${wiring.account}/${queue.name}` }));
  const send = createQueueSender(sqs, queues);
  const pollers: Pollers = { queues: [], streams: [] };

  const frontDoor = await startFrontDoor({
    wiring,
    world: wakingAfterWrites(world, pollers.streams),
    upstream: endpoints,
    putEvents: (busName, entries) => bus.putEvents(busName, entries),
    onCrash: (functionName, environmentId) => lambda.crash(functionName, environmentId),
  });
  closers.add(frontDoor.stop);
  closers.add(showDenials(frontDoor, log));
  const bus: Bus = createBus({
    wiring,
    world,
    journalFile: files.deliveries,
    send,
    log,
    invokeAsync: (...call) => lambda.invokeAsync(...call),
  });
  closers.add(bus.stop);
  const lambda = lambdaOf({ wiring, files, world, log, send, frontDoor });

  const sources: { stop: () => Promise<void> }[] = [];
  const sourcesStopped = once(() => Promise.all(sources.map((source) => source.stop())));
  closers.add(() => Promise.all([lambda.stop(), sourcesStopped()]));
  startPollers({ wiring, files, endpoints, world, log, sqs, queues, send, lambda, pollers, sources });
  const scheduler = startScheduler({ ...wiring, world, runBookFile: files.schedules, invokeAsync: lambda.invokeAsync, send, log });
  sources.push(scheduler);
  lambda.resume();
  bus.resume();
  return {
    lambda,
    bus,
    frontDoor,
    scheduler,
    beginStop: () => void sourcesStopped(),
    idle: () => idle({ lambda, bus, scheduler, pollers, sqs }),
  };
}

function once<T>(action: () => T): () => T {
  let result: { value: T } | undefined;
  return () => {
    result ??= { value: action() };
    return result.value;
  };
}

function runnersClient(endpoint: string, region: string): SQSClient {
  return new SQSClient({ endpoint, region, credentials: { accessKeyId: 'runner', secretAccessKey: 'runner' } });
}

type LambdaNeeds = Pick<WiredOptions, 'wiring' | 'files' | 'world' | 'log'> & { send: QueueSender; frontDoor: FrontDoor };

function lambdaOf({ wiring, files, world, log, send, frontDoor }: LambdaNeeds): Lambda {
  return createLambda({
    functions: wiring.functions,
    variablesOf: (fn, environmentId) => variablesOf(fn, frontDoor.environmentOf(fn, environmentId)),
    world,
    send,
    log,
    journalFile: files.invocations,
    logFolder: files.logFolder,
  });
}

type PollerNeeds = Omit<WiredOptions, 'closers'> & {
  sqs: SQSClient;
  queues: QueueWiring[];
  send: QueueSender;
  lambda: Lambda;
  pollers: Pollers;
  sources: { stop: () => Promise<void> }[];
};

function startPollers({ wiring, files, endpoints, world, log, sqs, queues, send, lambda, pollers, sources }: PollerNeeds): void {
  const client = createStreamClient(endpoints.dynamodb);
  const common = { region: wiring.region, invoke: lambda.invoke, log };
  const start = (mapping: MappingWiring): void => {
    if (mapping.kind === 'queue') {
      const url = found(queues, ({ arn }) => arn === mapping.queueArn, mapping.logicalId).url;
      const poller = startQueuePoller({ ...common, mapping, queueUrl: url, sqs, journalFile: files.receiptsOf(mapping.logicalId) });
      pollers.queues.push({ poller, url });
      sources.push(poller);
    } else {
      const { streamArn = '' } = found(wiring.tables, ({ name }) => name === mapping.tableName, mapping.logicalId);
      const checkpointFile = files.checkpointsOf(mapping.logicalId);
      const poller = startStreamPoller({ ...common, mapping, streamArn, client, clock: world.clock, checkpointFile, send });
      pollers.streams.push(poller);
      sources.push(poller);
    }
  };
  for (const mapping of wiring.mappings) start(mapping);
}

function found<Item>(items: Item[], test: (item: Item) => boolean, mapping: string): Item {
  const item = items.find(test);
  if (!item) throw new Error(`Cannot run the event source mapping ${mapping}: its source is not in the template.`);
  return item;
}

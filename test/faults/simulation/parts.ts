import { AccessBook } from '../../../local/front-door/access-book.ts';
import type { HttpAnswer } from '../../../local/http/http-answer.ts';
import type { Wiring } from '../../../local/wiring.ts';
import type { Driver } from './driver.ts';
import { createFunctions, type Functions } from './functions.ts';
import type { Host } from './host.ts';
import { type Buckets, createBuckets } from './services/buckets.ts';
import { type Bus, createBus } from './services/bus.ts';
import { createCalls } from './services/calls.ts';
import { createGateway } from './services/gateway.ts';
import { startQueueMapping } from './services/queue-mapping.ts';
import { createQueues, type Queues } from './services/queues.ts';
import { type Schedules, startSchedules } from './services/schedules.ts';
import { startStreamMapping } from './services/stream-mapping.ts';
import type { Tables } from './services/tables.ts';
import { withRequestId } from './services/with-request-id.ts';
import { shortNamesOf } from './short-names.ts';
import type { HttpRequest } from './simulation.ts';

export type Parts = {
  functions: Functions;
  queues: Queues;
  bus: Bus;
  buckets: Buckets;
  schedules: Schedules;
  gateway: (request: HttpRequest) => Promise<HttpAnswer>;
  book: AccessBook;
  /** Tells the streams that tables may have changed. */
  onWrite: () => void;
};

type Needs = { wiring: Wiring; host: Omit<Host, 'call'>; driver: Driver; tables: Tables };

/** Everything that the template wires, connected as it says. */
export function createParts({ wiring, host, driver, tables }: Needs): Parts {
  const shortNames = shortNamesOf(wiring);
  const book = new AccessBook(wiring);
  const queues = createQueues(wiring.queues, shortNames, host);
  const bus = createBus({ wiring, queues, functions: () => functions, host });
  const streams: (() => void)[] = [];
  const onWrite = (): void => {
    for (const wake of streams) wake();
  };
  const buckets = createBuckets(wiring.buckets.map(({ name }) => name));
  const callOf = createCalls({ wiring, book, tables, buckets, putEvents: bus.putEvents, host, onWrite, outside: driver.outside });
  const functions = createFunctions({
    wiring,
    shortNames,
    hostOf: (fn) => ({ ...host, call: callOf(fn, shortNames.get(fn.arn) ?? fn.name) }),
    send: async (message) => queues.send(withRequestId(message, host.chance.uuid('failed-invocation'))),
  });
  for (const mapping of wiring.mappings) {
    const name = `${shortNames.get(mapping.functionArn)}-from-${mapping.kind === 'queue' ? 'queue' : shortNames.get(mapping.tableName)}`;
    noteOwnAccesses(mapping, { book, wiring });
    if (mapping.kind === 'queue') startQueueMapping({ mapping, name, wiring, queues, functions, host });
    else streams.push(startStreamMapping({ mapping, name, wiring, tables, queues, functions, host, outside: driver.outside }));
  }
  const schedules = startSchedules(wiring.schedules, functions, host);
  return { functions, queues, bus, buckets, schedules, gateway: createGateway(wiring, functions, host), book, onWrite };
}

/** What a mapping itself needs of its function's role. Source: Lambda developer guide, the execution role's permissions of each source. */
const neededFor = {
  queue: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
  stream: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:ListStreams'],
} as const satisfies Record<Wiring['mappings'][number]['kind'], readonly string[]>;

function noteOwnAccesses(mapping: Wiring['mappings'][number], { book, wiring }: { book: AccessBook; wiring: Wiring }): void {
  const fn = wiring.functions.find(({ arn }) => arn === mapping.functionArn);
  const source = mapping.kind === 'queue' ? mapping.queueArn : wiring.tables.find(({ name }) => name === mapping.tableName)?.streamArn;
  const actions: readonly string[] = neededFor[mapping.kind];
  // `ListStreams` is known on all streams only.
  const accesses = actions.map((action) => ({ action, resource: action === 'dynamodb:ListStreams' ? '*' : (source ?? '') }));
  const failures = mapping.kind === 'stream' ? mapping.onFailureQueueArn : undefined;
  if (failures !== undefined) accesses.push({ action: 'sqs:SendMessage', resource: failures });
  const refusal = book.refusalOf(fn?.name ?? '', accesses);
  if (refusal !== undefined) throw new Error(`Cannot run the event source mapping ${mapping.logicalId}: ${refusal}`);
}

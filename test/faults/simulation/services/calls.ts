import type { AccessBook } from '../../../../local/front-door/access-book.ts';
import { type Answer, denied, failed, refused, succeeded, throttled } from '../../../../local/front-door/answers.ts';
import type { Access } from '../../../../local/front-door/call.ts';
import { dynamodbAccesses } from '../../../../local/front-door/dynamodb-accesses.ts';
import { eventsAccesses } from '../../../../local/front-door/events-accesses.ts';
import { withoutEntries } from '../../../../local/front-door/failing-entries.ts';
import { mostEntries, type PutEvents, putToBuses } from '../../../../local/front-door/put-events.ts';
import { s3Accesses } from '../../../../local/front-door/s3-accesses.ts';
import type { FunctionWiring, Wiring } from '../../../../local/wiring.ts';
import type { Service } from '../../../../local/world.ts';
import type { Environment } from '../environment.ts';
import type { FaultKind } from '../fault-kinds.ts';
import type { Host } from '../host.ts';
import type { Incoming, Outgoing } from '../sandbox/virtual-request.ts';
import type { Buckets, S3Answer, S3Call } from './buckets.ts';
import type { Tables } from './tables.ts';

export type CallsOptions = {
  wiring: Wiring;
  book: AccessBook;
  tables: Tables;
  buckets: Buckets;
  putEvents: PutEvents;
  host: Omit<Host, 'call'>;
  /** Told after a call that may have changed a table. */
  onWrite: () => void;
  /** Real time passes until the promise is settled, and virtual time waits. */
  outside: <Value>(promise: Promise<Value>) => Promise<Value>;
};

type Call = {
  environment: Environment;
  name: string;
  service: Service;
  operation: string;
  document: Record<string, unknown>;
  accesses: Access[];
  /** Of S3 alone. */
  s3?: S3Call;
  answer: (incoming: Incoming) => void;
};

type Given = Answer | S3Answer;

const accessesOf: Partial<Record<Service, (operation: string, document: unknown, place: Wiring) => Access[]>> = {
  dynamodb: dynamodbAccesses,
  events: eventsAccesses,
};
const serviceOf: Record<string, Service> = { dynamodb: 'dynamodb', sqs: 'sqs', s3: 's3', eventbridge: 'events' };

/** What can happen to a call of any kind; batches and indexes have one more. */
const anyCall: readonly FaultKind[] = ['throttle', 'fail-before', 'fail-after', 'delay', 'crash-before', 'crash-after', 'time-out'];
const batches = ['PutEvents', 'BatchWriteItem', 'BatchGetItem'];
const reads = new Set(['GetItem', 'Query', 'BatchGetItem']);
const writes = new Set(['PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem', 'TransactWriteItems']);

/** What an environment sees of AWS: roles enforced, latency, and the faults of calls. */
export function createCalls(options: CallsOptions): (fn: FunctionWiring, shortName: string) => Host['call'] {
  const { wiring, host } = options;
  const { chance, note } = host;
  const known = new Map<string, Access[]>();
  const allowed = new Map<string, Set<Access[]>>();

  /** Of the first access that is refused; a list that was allowed once is so for the whole simulation. */
  function refusalOf({ name }: FunctionWiring, accesses: Access[]): string | undefined {
    const before = allowed.get(name) ?? new Set();
    if (before.has(accesses)) return undefined;
    const refusal = options.book.refusalOf(name, accesses);
    if (refusal === undefined) allowed.set(name, before.add(accesses));
    return refusal;
  }

  function read(environment: Environment, name: string, outgoing: Outgoing): Omit<Call, 'answer'> {
    const { host: address, headers, body } = outgoing;
    // The first label, or the one behind the name of a bucket.
    const service = serviceOf[address.split('.').at(-2) ?? ''];
    if (service === 's3') return readS3(environment, name, outgoing);
    const accesses = service && accessesOf[service];
    if (!accesses) throw new Error(`Cannot answer ${name}: the simulation does not know the service at ${address}`);
    const operation = (headers['x-amz-target'] ?? headers['X-Amz-Target'] ?? '').replace(/^.*\./, '');
    const document = JSON.parse(typeof body === 'string' ? body : Buffer.from(body).toString()) as Record<string, unknown>; // both services take JSON objects only
    // Most calls name one table and no more; what those need is worked out once.
    const { TableName, IndexName = '' } = document;
    const key = TableName === undefined ? undefined : `${operation} ${TableName} ${IndexName}`;
    const needed = (key !== undefined && known.get(key)) || accesses(operation, document, wiring);
    if (key !== undefined) known.set(key, needed);
    return { environment, name, service, operation, document, accesses: needed };
  }

  function kindsFor({ environment, operation, document }: Omit<Call, 'answer'>): FaultKind[] {
    const kinds = anyCall.filter((kind) => kind !== 'time-out' || environment.isAlive());
    if (batches.includes(operation)) kinds.push('fail-entries');
    if (operation === 'Query' && 'IndexName' in document) kinds.push('lag-index');
    else if (reads.has(operation) && !isConsistent(document)) kinds.push('stale-read');
    return kinds;
  }

  return (fn, shortName) => (environment, outgoing, answer) => {
    const heard = read(environment, shortName, outgoing);
    const place = `${shortName}.${heard.operation}`;
    const fault = chance.faultAt(place, kindsFor(heard));
    if (fault === 'crash-before') return environment.crash();
    if (fault === 'time-out') environment.becomeZombie(chance.lateMs(`${place}.zombie`));
    const latency = (): number => 1 + chance.lateMs(`${place}.latency`, 20);
    const backMs = latency() + (fault === 'delay' ? chance.between(`${place}.delay`, 100, 2_000) : 0);
    const respond = ({ status, headers, body }: Given): void => {
      note(`${environment.id()} ${heard.operation} ${status}${status < 300 ? '' : ` ${headers['x-amzn-errortype'] ?? ''}`}`);
      environment.later(backMs, () => answer({ status, headers, body: heard.s3 ? Buffer.from(body) : body }));
    };
    const call: Call = { ...heard, answer };
    environment.later(
      latency(),
      () =>
        void arrive(fn, call, fault)
          .then((given) => given && respond(given))
          .catch(host.fail),
    );
  };

  /** Undefined where nobody is there any more to hear the answer. */
  async function arrive(fn: FunctionWiring, call: Call, fault: FaultKind | undefined): Promise<Given | undefined> {
    const refusal = refusalOf(fn, call.accesses);
    if (refusal !== undefined) return denied(call.service, refusal);
    if (fault === 'throttle') return throttled(call.service);
    if (fault === 'fail-before') return failed(call.service);
    const effect = perform(call, fault);
    const answered = effect instanceof Promise ? await options.outside(effect) : effect;
    if (writes.has(call.operation)) options.onWrite();
    if (fault === 'crash-after') {
      call.environment.crash();
      return undefined;
    }
    return fault === 'fail-after' ? failed(call.service) : answered;
  }

  function perform(call: Call, fault: FaultKind | undefined): Given | Promise<Given> {
    const failing = fault === 'fail-entries' ? failingEntries(call) : [];
    if (call.s3) return options.buckets.handle(call.s3);
    if (call.service === 'events') return putEvents(call, failing);
    const lag = fault === 'lag-index' || fault === 'stale-read' ? chance.between('lag', 1, 10) : 0;
    if (failing.length === 0) return send(call, call.document, lag);
    const batch = withoutEntries(call.operation, call.document, failing);
    if (!batch) throw new Error(`Cannot let entries of ${call.operation} fail: it has none`);
    if (!batch.rest) return succeeded(call.service, batch.withFailures({}));
    const merged = (given: Answer): Answer =>
      given.status === 200 ? succeeded(call.service, batch.withFailures(JSON.parse(given.body))) : given;
    const given = send(call, batch.rest, lag);
    return given instanceof Promise ? given.then(merged) : merged(given);
  }

  function send({ service, operation }: Call, document: unknown, lag: number): Answer | Promise<Answer> {
    const told = ({ status, body }: { status: number; body: unknown }): Answer => ({ ...succeeded(service, body), status });
    const given = options.tables.handle(operation, document, lag);
    return given instanceof Promise ? given.then(told) : told(given);
  }

  async function putEvents({ service, operation, document, accesses }: Call, failing: number[]): Promise<Answer> {
    if (operation !== 'PutEvents') return refused(service, 'UnknownOperationException', `The simulated bus does not know ${operation}`);
    if (accesses.length === 0 || accesses.length > mostEntries)
      return refused(service, 'ValidationException', `${accesses.length} entries, must be 1 to ${mostEntries}`);
    return succeeded(service, await putToBuses(document, failing, options.putEvents));
  }

  /** At least one entry, and by chance each other. */
  function failingEntries({ operation, document }: Call): number[] {
    const count = entryCount(document);
    const first = chance.between(`${operation}.failing`, 0, count - 1);
    return Array.from({ length: count }, (_, position) => position).filter(
      (position) => position === first || chance.next(`${operation}.failing`) < 0.3,
    );
  }
}

/** A request of S3, whose bucket is the first label of its host or the first part of its path. */
function readS3(environment: Environment, name: string, { host, path, method, headers, body }: Outgoing): Omit<Call, 'answer'> {
  const bucketOfHost = host.split('.').slice(0, -2).join('.');
  const inPathStyle = bucketOfHost === '' ? path : `/${bucketOfHost}${path}`;
  const bytes = Buffer.from(body);
  const { operation, accesses } = s3Accesses({ method, path: inPathStyle, headers, body: bytes });
  const { pathname, searchParams: query } = new URL(inPathStyle, 'http://s3');
  const [, bucket = '', ...key] = pathname.split('/');
  const s3 = { operation, bucket, key: decodeURIComponent(key.join('/')), query, headers, body: bytes };
  return { environment, name, service: 's3', operation, document: {}, accesses, s3 };
}

/** Whether a read, or each part of a batch of them, asks for what is there now. */
function isConsistent({ ConsistentRead, RequestItems }: Record<string, unknown>): boolean {
  if (RequestItems === undefined) return ConsistentRead === true;
  return Object.values(RequestItems as Record<string, { ConsistentRead?: boolean }>).every((part) => part.ConsistentRead === true);
}

function entryCount({ Entries, RequestItems }: Record<string, unknown>): number {
  if (Array.isArray(Entries)) return Entries.length;
  const ofTables = Object.values(RequestItems ?? {}) as (unknown[] | { Keys: unknown[] })[]; // a batch has one or the other
  return ofTables.reduce((sum, items) => sum + (Array.isArray(items) ? items.length : items.Keys.length), 0);
}

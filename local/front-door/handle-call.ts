import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Fault, Service } from '../world.ts';
import type { AccessBook } from './access-book.ts';
import { type Answer, denied, failed, forbidden, refused, succeeded, throttled } from './answers.ts';
import type { Call } from './call.ts';
import { type Caller, type Callers, runnerName } from './callers.ts';
import { withoutEntries } from './failing-entries.ts';
import type { FrontDoorOptions } from './front-door.ts';
import { problemOfLink } from './presigned.ts';
import { mostEntries, putToBuses } from './put-events.ts';
import { readCall } from './read-call.ts';
import { bodyOf, relay, type Upstream } from './upstream.ts';

export type CallHandling = FrontDoorOptions & { service: Service; callers: Callers; book: AccessBook; connections: Upstream };

/** One call on its way: from whom, what, and where its answer goes. */
type Passage = CallHandling & { request: IncomingMessage; response: ServerResponse; call: Call };

/** What came back from a service: its answer, not yet read, or one made here. */
type Outcome = IncomingMessage | Answer;

/** Recognises the caller, checks the access, makes the world's fault, and passes the call on. */
export async function handleCall(request: IncomingMessage, response: ServerResponse, handling: CallHandling): Promise<void> {
  const { service, callers, book, wiring, world } = handling;
  const caller = callers.callerOf(request);
  if (caller === undefined) {
    reply(response, unknownCaller(service));
    return;
  }
  const problem = problemOfLink(request, callers.secretOf(caller.functionName), world.clock.now());
  if (problem !== undefined) {
    reply(response, forbidden(service, problem.code, problem.message));
    return;
  }
  const call = await readCall(service, request, wiring);
  const passage = { ...handling, request, response, call };
  if (caller.functionName === runnerName) {
    deliver(response, await pass(passage));
    return;
  }

  const refusal = book.refusalOf(caller.functionName, call.accesses);
  if (refusal !== undefined) {
    reply(response, denied(service, refusal));
    return;
  }
  const actions = [...new Set(call.accesses.map(({ action }) => action))];
  const fault = world.faultOf({ functionName: caller.functionName, service, actions, operation: call.operation });
  if (fault === undefined) deliver(response, await pass(passage));
  else await faults[fault.kind](passage, fault as never, caller); // the table is keyed by the fault's own kind
}

function unknownCaller(service: Service): Answer {
  if (service !== 's3') return refused(service, 'UnrecognizedClientException', 'The security token included in the request is invalid.');
  return forbidden(service, 'InvalidAccessKeyId', 'The AWS Access Key Id you provided does not exist in our records.');
}

type FaultOf<Kind extends Fault['kind']> = Extract<Fault, { kind: Kind }>;

const faults: { [Kind in Fault['kind']]: (passage: Passage, fault: FaultOf<Kind>, caller: Caller) => Promise<void> } = {
  throttle: async ({ response, service }) => reply(response, throttled(service)),
  fail: async (passage, { when }) => {
    if (when === 'after') await effectOf(passage);
    reply(passage.response, failed(passage.service));
  },
  delay: async (passage, { ms }) => {
    await passage.world.clock.sleep(ms);
    deliver(passage.response, await pass(passage));
  },
  crash: async (passage, { when }, { functionName, environmentId }) => {
    if (when === 'after') await effectOf(passage);
    await passage.onCrash(functionName, environmentId);
    passage.response.destroy();
  },
  'fail-entries': async (passage, { entries }) => deliver(passage.response, await passWithout(passage, entries)),
};

function pass(passage: Passage): Promise<Outcome> {
  return passage.service === 'events' ? putEvents(passage, []) : forward(passage, passage.service, passage.call.body);
}

/** Lets the call happen and throws its answer away. */
async function effectOf(passage: Passage): Promise<void> {
  const outcome = await pass(passage);
  if (!isAnswer(outcome)) await bodyOf(outcome);
}

async function putEvents({ call, putEvents: put, service }: Passage, failing: number[]): Promise<Answer> {
  if (call.operation !== 'PutEvents')
    return refused(service, 'UnknownOperationException', `The runner's bus does not know ${call.operation}`);
  if (call.accesses.length === 0 || call.accesses.length > mostEntries) {
    return refused(
      service,
      'ValidationException',
      `1 validation error detected: ${call.accesses.length} entries, must be 1 to ${mostEntries}`,
    );
  }
  return succeeded(service, await putToBuses(JSON.parse(String(call.body)), failing, put));
}

async function forward(
  { request, connections, upstream }: Passage,
  service: Exclude<Service, 'events'>,
  body: Buffer | undefined,
): Promise<Outcome> {
  try {
    return await connections.send(upstream[service], request, body);
  } catch (error) {
    return failed(service, `Cannot reach the local ${service} at ${upstream[service]}: ${error}`);
  }
}

/** A fault of entries of a call that has none (an object of S3, a single write) is no fault. */
async function passWithout(passage: Passage, entries: number[]): Promise<Outcome> {
  const { service, call } = passage;
  if (service === 'events') return putEvents(passage, entries);
  const batch = call.body && withoutEntries(call.operation, JSON.parse(String(call.body)), entries);
  if (batch === undefined) return pass(passage);
  if (batch.rest === undefined) return succeeded(service, batch.withFailures({}));

  const outcome = await forward(passage, service, Buffer.from(JSON.stringify(batch.rest)));
  if (isAnswer(outcome)) return outcome;
  const body = String(await bodyOf(outcome));
  const status = outcome.statusCode ?? 500;
  return status === 200 ? succeeded(service, batch.withFailures(JSON.parse(body))) : { status, headers: {}, body };
}

function isAnswer(outcome: Outcome): outcome is Answer {
  return 'status' in outcome;
}

function deliver(response: ServerResponse, outcome: Outcome): void {
  if (isAnswer(outcome)) reply(response, outcome);
  else relay(outcome, response);
}

/** Ends with an answer of the door's own. */
export function reply(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}

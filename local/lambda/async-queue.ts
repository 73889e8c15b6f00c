import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { openJournal } from '../journal.ts';
import type { QueueSender } from '../queue-sender.ts';
import { untilDone } from '../until-done.ts';
import type { FunctionWiring } from '../wiring.ts';
import type { World } from '../world.ts';
import type { InvocationError, InvocationOutcome } from './outcome.ts';

/** Lambda's own queue of asynchronous invocations. */
export type AsyncQueue = {
  /** Returns the request's id once the invocation is on record. */
  accept: (wiring: FunctionWiring, payload: unknown) => string;
  /** Takes up what an earlier process accepted and did not finish. */
  resume: () => void;
  waiting: () => number;
  close: () => void;
};

export type AsyncQueueOptions = {
  journalFile: string | 'memory';
  functions: FunctionWiring[];
  world: Pick<World, 'clock'>;
  invoke: (wiring: FunctionWiring, payload: unknown, requestId: string) => Promise<InvocationOutcome>;
  send: QueueSender;
  signal: AbortSignal;
  log: (line: string) => void;
};

const Accepted = z.object({ functionArn: z.string(), payload: z.unknown(), attempts: z.number(), acceptedAt: z.number() });
type Accepted = z.infer<typeof Accepted>;
type Work = Accepted & { requestId: string; wiring: FunctionWiring };

/** The first retry of a failed invocation waits one minute, the second two. Source: Lambda developer guide, "Asynchronous invocation". */
const retryPauseMs = 60_000;
const longestThrottlePauseMs = 5 * 60_000;

export function createAsyncQueue({ journalFile, functions, world: { clock }, invoke, send, signal, log }: AsyncQueueOptions): AsyncQueue {
  const journal = openJournal(journalFile, (value) => Accepted.parse(value));

  async function work(invocation: Work): Promise<void> {
    let { attempts } = invocation;
    for (let throttles = 0; !signal.aborted; ) {
      const outcome = await invoke(invocation.wiring, invocation.payload, invocation.requestId);
      if (outcome.ok) return journal.done(invocation.requestId);
      const { error } = outcome;
      if (error.reason === 'stopping') return;
      const isYoung = clock.now() - invocation.acceptedAt < invocation.wiring.asyncMaximumAgeSeconds * 1_000;
      if (error.reason === 'throttled' && isYoung) {
        await clock.sleep(Math.min(1_000 * 2 ** throttles++, longestThrottlePauseMs), signal);
        continue;
      }
      attempts += 1;
      if (error.reason !== 'function' || !isYoung || attempts > invocation.wiring.asyncRetries)
        return giveUp({ ...invocation, attempts }, error);
      record({ ...invocation, attempts });
      await clock.sleep(retryPauseMs * attempts, signal);
    }
  }

  async function giveUp(invocation: Work, error: InvocationError): Promise<void> {
    const queueArn = invocation.wiring.onFailureQueueArn;
    if (queueArn === undefined) {
      log(
        `${invocation.wiring.name}: the asynchronous invocation ${invocation.requestId} was dropped after ${invocation.attempts} attempts.`,
      );
      return journal.done(invocation.requestId);
    }
    const body = JSON.stringify(failureRecord(invocation, error, clock.now()));
    const onError = (): void => log(`Cannot send to ${queueArn} yet; trying again.`);
    if (await untilDone(() => send({ queueArn, body }), { clock, signal, onError })) journal.done(invocation.requestId);
  }

  function record({ requestId, functionArn, payload, attempts, acceptedAt }: Work): void {
    journal.put([[requestId, { functionArn, payload, attempts, acceptedAt }]]);
  }

  function take(requestId: string, accepted: Accepted): void {
    const wiring = functions.find((candidate) => candidate.arn === accepted.functionArn);
    if (wiring) return void work({ ...accepted, requestId, wiring });
    log(`An asynchronous invocation of ${accepted.functionArn} was dropped: the template no longer has that function.`);
    journal.done(requestId);
  }

  return {
    accept(wiring, payload) {
      const invocation = { requestId: randomUUID(), functionArn: wiring.arn, payload, attempts: 0, acceptedAt: clock.now(), wiring };
      record(invocation);
      void work(invocation);
      return invocation.requestId;
    },
    resume() {
      for (const [requestId, accepted] of [...journal.pending]) take(requestId, accepted);
    },
    waiting: () => journal.pending.size,
    close: journal.close,
  };
}

/** What Lambda sends to a failure destination. Source: Lambda developer guide, "Adding a destination". */
function failureRecord({ requestId, wiring, attempts, payload }: Work, error: InvocationError, now: number): unknown {
  return {
    version: '1.0',
    timestamp: new Date(now).toISOString(),
    requestContext: {
      requestId,
      functionArn: `${wiring.arn}:$LATEST`,
      condition: error.reason === 'function' ? 'RetriesExhausted' : 'EventAgeExceeded',
      approximateInvokeCount: attempts,
    },
    requestPayload: payload,
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    responsePayload: { errorType: error.errorType, errorMessage: error.errorMessage, trace: error.trace ?? [] },
  };
}

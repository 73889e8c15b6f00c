import { randomUUID } from 'node:crypto';
import { availableParallelism } from 'node:os';
import type { QueueSender } from '../queue-sender.ts';
import type { FunctionWiring } from '../wiring.ts';
import type { World } from '../world.ts';
import { createAsyncQueue } from './async-queue.ts';
import { type Environment, startEnvironment } from './environment.ts';
import { openLogSink } from './log-sink.ts';
import { type InvocationOutcome, refused } from './outcome.ts';
import { createPool, type Pool } from './pool.ts';

/** The Lambda service of this machine. */
export type Lambda = {
  /** Invokes and waits for the answer (`RequestResponse`); it is throttled where `patience` ends before it could begin. */
  invoke: (functionArn: string, payload: unknown, patience?: AbortSignal) => Promise<InvocationOutcome>;
  /** Accepts for later (`Event`): `ok` means on record, and then tried until it succeeded or its retries are used up. */
  invokeAsync: (functionArn: string, payload: unknown) => InvocationOutcome;
  /** Kills what is running of one function, as the loss of its machine would. */
  crash: (functionName: string, environmentId?: string) => Promise<void>;
  /** Takes up the asynchronous invocations of an earlier process. */
  resume: () => void;
  /** Invocations that run or wait for a place now. */
  running: () => number;
  /** Asynchronous invocations accepted and not finished, those waiting for a retry included. */
  waiting: () => number;
  /** How many invocations have begun since the start. */
  begun: () => number;
  stop: () => Promise<void>;
};

export type LambdaOptions = {
  functions: FunctionWiring[];
  /** The environment variables of one environment, by its id. */
  variablesOf: (wiring: FunctionWiring, environmentId: string) => Record<string, string>;
  world: Pick<World, 'clock'>;
  send: QueueSender;
  journalFile: string | 'memory';
  logFolder?: string | undefined;
  log: (line: string) => void;
  /** Environments of one function at a time on this machine; Lambda itself would go on to 1,000. */
  concurrencyLimit?: number;
};

/** Payload limits. Source: Lambda quotas; asynchronous payloads were limited to 256 kB until October 2025. */
const limitBytes = { sync: 6 * 1024 * 1024, async: 1024 * 1024 };

/** Functions mostly wait for their parts; more of them at a time than this only take memory. */
const defaultConcurrency = Math.min(16, Math.max(4, 2 * availableParallelism()));

type Hosted = { wiring: FunctionWiring; pool: Pool };

export function createLambda(options: LambdaOptions): Lambda {
  const { functions, variablesOf, world, send, journalFile, logFolder, log, concurrencyLimit = defaultConcurrency } = options;
  const sink = openLogSink(logFolder);
  const stopping = new AbortController();
  const byArn = new Map(functions.map((wiring) => [wiring.arn, { wiring, pool: poolOf(wiring) }]));
  const queue = createAsyncQueue({ journalFile, functions, world, send, signal: stopping.signal, log, invoke: invokeKnown });
  let begun = 0;
  let stopped: Promise<void> | undefined;

  function poolOf(wiring: FunctionWiring): Pool {
    const onLine = (line: string): void => sink.write(wiring.name, line);
    const start = (): Environment => {
      const id = randomUUID();
      return startEnvironment({ id, wiring, variables: variablesOf(wiring, id), onLine });
    };
    return createPool({ start, limit: concurrencyLimit, reserved: wiring.reservedConcurrency });
  }

  async function invokeKnown(
    wiring: FunctionWiring,
    payload: unknown,
    requestId: string,
    patience?: AbortSignal,
  ): Promise<InvocationOutcome> {
    begun += 1;
    const outcome = await hosted(wiring.arn).pool.run(requestId, JSON.stringify(payload ?? null), patience);
    if (!outcome.ok && outcome.error.reason === 'function') report(wiring, requestId, outcome.error);
    return outcome;
  }

  function report({ name }: FunctionWiring, requestId: string, error: { errorType: string; errorMessage: string; trace?: string[] }): void {
    sink.write(name, JSON.stringify({ level: 'ERROR', message: 'invocation failed', requestId, ...error }));
    // The message may hold what the caller sent, so the terminal gets the type alone.
    log(`${name} failed: ${error.errorType} (request ${requestId}).`);
  }

  async function stop(): Promise<void> {
    stopping.abort();
    await Promise.all([...byArn.values()].map(({ pool }) => pool.stop()));
    queue.close();
    await sink.close();
  }

  const hosted = (arn: string): Hosted => {
    const found = byArn.get(arn);
    if (!found) throw new Error(`Cannot invoke ${arn}: the template has no such function.`);
    return found;
  };

  return {
    async invoke(functionArn, payload, patience) {
      const found = byArn.get(functionArn);
      if (!found) return unknownFunction(functionArn);
      return tooLarge(payload, 'sync') ?? invokeKnown(found.wiring, payload, randomUUID(), patience);
    },
    invokeAsync(functionArn, payload) {
      const found = byArn.get(functionArn);
      if (!found) return unknownFunction(functionArn);
      if (stopping.signal.aborted) return refused('stopping', 'ServiceException', 'The runner is stopping.');
      return tooLarge(payload, 'async') ?? { ok: true, payload: queue.accept(found.wiring, payload) };
    },
    async crash(functionName, environmentId) {
      await [...byArn.values()].find(({ wiring }) => wiring.name === functionName)?.pool.crash(environmentId);
    },
    resume: queue.resume,
    running: () => [...byArn.values()].reduce((sum, { pool }) => sum + pool.busy(), 0),
    waiting: queue.waiting,
    begun: () => begun,
    stop: () => (stopped ??= stop()),
  };
}

function unknownFunction(arn: string): InvocationOutcome {
  return refused('unknown-function', 'ResourceNotFoundException', `Function not found: ${arn}`);
}

function tooLarge(payload: unknown, kind: keyof typeof limitBytes): InvocationOutcome | undefined {
  const bytes = Buffer.byteLength(JSON.stringify(payload ?? null));
  if (bytes <= limitBytes[kind]) return undefined;
  return refused(
    'too-large',
    'RequestTooLargeException',
    `Request must be smaller than ${limitBytes[kind]} bytes for the InvokeFunction operation`,
  );
}

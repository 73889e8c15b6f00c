import { createInterface } from 'node:readline';
import { Worker } from 'node:worker_threads';
import type { FunctionWiring } from '../wiring.ts';
import type { FromRuntime, RuntimeError, RuntimeOptions, ToRuntime } from './messages.ts';
import { failed, type InvocationOutcome, refused } from './outcome.ts';

/** One execution environment: a worker thread that has loaded the code, and runs one invocation at a time. */
export type Environment = {
  id: string;
  alive: () => boolean;
  run: (requestId: string, payload: string) => Promise<InvocationOutcome>;
  /** Ends it as a crash of the machine would; a running invocation fails. */
  crash: () => Promise<void>;
  /** Ends it because the runner stops. */
  stop: () => Promise<void>;
};

export type EnvironmentOptions = {
  id: string;
  wiring: FunctionWiring;
  variables: Record<string, string>;
  onLine: (line: string) => void;
};

/** Lambda gives the code 10 s to load before the first invocation. Source: Lambda developer guide, "Init phase". */
const initTimeoutMs = 10_000;

type Current = { requestId: string; end: (outcome: InvocationOutcome) => void };

export function startEnvironment({ id, wiring, variables, onLine }: EnvironmentOptions): Environment {
  let alive = true;
  let current: Current | undefined;
  const worker = startWorker(wiring, variables, onLine);
  const loaded = Promise.withResolvers<void>();
  const exited = new Promise<void>((resolve) => worker.once('exit', () => resolve()));

  const end = (outcome: InvocationOutcome): void => {
    const running = current;
    current = undefined;
    running?.end(outcome);
  };
  const kill = (outcome: InvocationOutcome): Promise<number> => {
    alive = false;
    loaded.resolve();
    end(outcome);
    return worker.terminate();
  };

  worker.on('message', (message: FromRuntime) => {
    if (message.kind === 'ready') loaded.resolve();
    // At once: the thread has nothing left to do and exits.
    else if (message.kind === 'not-ready' || message.kind === 'broken') void kill(failedWith(message.error));
    else if (message.requestId === current?.requestId) end(outcomeOf(message));
  });
  worker.on('error', (error: Error & { code?: string }) => void kill(deathOf(error, current?.requestId)));
  worker.on('exit', (status) => void kill(exitOf(status, current?.requestId)));

  const run = (requestId: string, payload: string): Promise<InvocationOutcome> =>
    new Promise((resolve) => {
      const timer = new AbortController();
      current = {
        requestId,
        end: (outcome) => {
          timer.abort();
          resolve(outcome);
        },
      };
      void start(requestId, payload, timer.signal);
    });

  async function start(requestId: string, payload: string, ended: AbortSignal): Promise<void> {
    const initTimer = setTimeout(() => void kill(timedOut(requestId, initTimeoutMs)), initTimeoutMs);
    await loaded.promise;
    clearTimeout(initTimer);
    if (ended.aborted) return;
    if (!alive) return end(exitOf(1, requestId));
    // The machine's clock, not the world's: the code runs in a thread of its own, in real time.
    const timeoutMs = wiring.timeoutSeconds * 1_000;
    const timer = setTimeout(() => void kill(timedOut(requestId, timeoutMs)), timeoutMs);
    ended.addEventListener('abort', () => clearTimeout(timer));
    worker.postMessage({ requestId, payload, deadlineMs: Date.now() + timeoutMs } satisfies ToRuntime);
  }

  return {
    id,
    alive: () => alive,
    run,
    async crash() {
      await kill(exitOf(137, current?.requestId));
    },
    stop: async () => {
      void kill(refused('stopping', 'ServiceException', 'The runner is stopping.'));
      await exited;
    },
  };
}

function startWorker(wiring: FunctionWiring, variables: Record<string, string>, onLine: (line: string) => void): Worker {
  const { codeFolder, handler, name, arn, memoryMegabytes } = wiring;
  const worker = new Worker(new URL('./runtime.ts', import.meta.url), {
    env: variables,
    execArgv: [],
    stdout: true,
    stderr: true,
    workerData: { codeFolder, handler, functionName: name, functionArn: arn, memoryMegabytes } satisfies RuntimeOptions,
    // A small young generation costs little time and spares a quarter of the memory of each of many threads.
    resourceLimits: { maxOldGenerationSizeMb: memoryMegabytes, maxYoungGenerationSizeMb: 8 },
  });
  for (const stream of [worker.stdout, worker.stderr]) createInterface({ input: stream }).on('line', onLine);
  return worker;
}

function outcomeOf(message: Extract<FromRuntime, { kind: 'succeeded' | 'failed' }>): InvocationOutcome {
  return message.kind === 'succeeded' ? { ok: true, payload: JSON.parse(message.payload) } : failedWith(message.error);
}

function failedWith({ errorType, errorMessage, trace }: RuntimeError): InvocationOutcome {
  return failed(errorType, errorMessage, trace);
}

function timedOut(requestId: string, timeoutMs: number): InvocationOutcome {
  return failed('Sandbox.Timedout', `RequestId: ${requestId} Error: Task timed out after ${(timeoutMs / 1_000).toFixed(2)} seconds`);
}

function deathOf(error: Error & { code?: string }, requestId = 'none'): InvocationOutcome {
  if (error.code !== 'ERR_WORKER_OUT_OF_MEMORY') return failed(error.name, error.message, error.stack?.split('\n') ?? []);
  return failed('Runtime.OutOfMemory', `RequestId: ${requestId} Error: Runtime exited with error: signal: killed`);
}

function exitOf(status: number, requestId = 'none'): InvocationOutcome {
  const cause = status === 137 ? 'signal: killed' : `exit status ${status}`;
  return failed('Runtime.ExitError', `RequestId: ${requestId} Error: Runtime exited with error: ${cause}`);
}

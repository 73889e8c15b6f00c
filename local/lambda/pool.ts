import type { Environment } from './environment.ts';
import { type InvocationOutcome, refused } from './outcome.ts';

/** The environments of one function. */
export type Pool = {
  /** An invocation that still waits for an environment when `patience` ends is throttled. */
  run: (requestId: string, payload: string, patience?: AbortSignal) => Promise<InvocationOutcome>;
  /** Kills one environment, or all that are running something where it is not known which. */
  crash: (environmentId?: string) => Promise<void>;
  /** Invocations running or waiting for an environment. */
  busy: () => number;
  stop: () => Promise<void>;
};

/** What came of waiting for an environment. */
type Place = 'taken' | 'given-up' | 'stopping';

/** Lambda keeps idle environments for some minutes; here each holds some 40 MB of a machine that is also somebody's desk. */
const idleForMs = 30_000;

/**
 * Starts environments on demand, reuses the one used last, and ends those that were idle for long, but for one. Over `reserved` an invocation is throttled, as in Lambda;
 * over `limit` (this machine's, where Lambda would scale on) it waits, for as long as who asks for it has patience.
 */
export function createPool({ start, limit, reserved }: { start: () => Environment; limit: number; reserved: number | undefined }): Pool {
  const idle: Environment[] = [];
  const running = new Set<Environment>();
  const waiting: ((place: Place) => void)[] = [];
  const lastUse = new WeakMap<Environment, number>();
  let uses = 0;
  let taken = 0;
  let stopping = false;

  const takePlace = (patience: AbortSignal | undefined): Promise<Place> => {
    if (taken >= limit) return patience?.aborted ? Promise.resolve('given-up') : waitForPlace(patience);
    taken += 1;
    return Promise.resolve('taken');
  };
  const waitForPlace = (patience: AbortSignal | undefined): Promise<Place> =>
    new Promise((resolve) => {
      const giveUp = (): void => {
        waiting.splice(waiting.indexOf(end), 1);
        resolve('given-up');
      };
      const end = (place: Place): void => {
        patience?.removeEventListener('abort', giveUp);
        resolve(place);
      };
      waiting.push(end);
      patience?.addEventListener('abort', giveUp, { once: true });
    });
  const givePlace = (): void => {
    const next = waiting.shift();
    if (next) next('taken');
    else taken -= 1;
  };

  async function run(requestId: string, payload: string, patience?: AbortSignal): Promise<InvocationOutcome> {
    if (reserved !== undefined && taken >= reserved) return throttled(`the function has a reserved concurrency of ${reserved}`);
    const place = stopping ? 'stopping' : await takePlace(patience);
    if (place === 'stopping') return stopped();
    if (place === 'given-up') return throttled(`${limit} environments of the function were busy for too long`);
    const environment = takeIdle(idle) ?? start();
    running.add(environment);
    const outcome = await environment.run(requestId, payload);
    running.delete(environment);
    if (environment.alive()) keepIdle(environment);
    givePlace();
    return outcome;
  }

  function keepIdle(environment: Environment): void {
    idle.push(environment);
    setTimeout(retire, idleForMs, environment, ++uses).unref();
    lastUse.set(environment, uses);
  }

  /** Ends an environment that was not used since. */
  function retire(environment: Environment, use: number): void {
    if (idle.length < 2 || lastUse.get(environment) !== use || !idle.includes(environment)) return;
    idle.splice(idle.indexOf(environment), 1);
    void environment.stop();
  }

  return {
    run,
    async crash(environmentId) {
      const hit = [...running].filter(({ id }) => environmentId === undefined || id === environmentId);
      await Promise.all(hit.map((environment) => environment.crash()));
    },
    busy: () => taken + waiting.length,
    async stop() {
      stopping = true;
      for (const end of waiting.splice(0)) end('stopping');
      await Promise.all([...running, ...idle].map((environment) => environment.stop()));
    },
  };
}

function takeIdle(idle: Environment[]): Environment | undefined {
  for (let environment = idle.pop(); environment; environment = idle.pop()) {
    if (environment.alive()) return environment;
  }
  return undefined;
}

function stopped(): InvocationOutcome {
  return refused('stopping', 'ServiceException', 'The runner is stopping.');
}

function throttled(why: string): InvocationOutcome {
  return refused('throttled', 'TooManyRequestsException', `Rate Exceeded: ${why}.`);
}

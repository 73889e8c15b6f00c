import type { Timeline } from './timeline.ts';

/** Lets virtual time go on while somebody waits for something of it. */
export type Driver = {
  /** Waits for what comes of virtual time. */
  awaiting: <Value>(promise: Promise<Value>) => Promise<Value>;
  /** Resolves when there is nothing left that anybody waits for. */
  quiet: () => Promise<void>;
  /** Whoever waits, now or later, gets this error. */
  fail: (error: unknown) => void;
  /** Virtual time stands still until the promise, of the real world, is settled. */
  outside: <Value>(promise: Promise<Value>) => Promise<Value>;
};

/** Beyond these a run goes in circles. */
const mostSteps = 500_000;
const mostMs = 31 * 24 * 60 * 60_000;

export function createDriver(timeline: Timeline): Driver {
  const begunAt = timeline.now();
  const broken = Promise.withResolvers<never>();
  broken.promise.catch(() => undefined);
  let quietly: (() => void)[] = [];
  let waiting = 0;
  let driving = false;
  let reallyWaiting = 0;
  let steps = 0;

  /** Everything that follows from the last step without any time passing has happened when Node comes to its next turn. */
  async function settled(): Promise<void> {
    do await new Promise((resolve) => setImmediate(resolve));
    while (reallyWaiting > 0);
  }

  async function drive(): Promise<void> {
    driving = true;
    for (;;) {
      await settled();
      if (waiting === 0) break;
      if (timeline.awaited() === 0 && quietly.length > 0) {
        for (const resolve of quietly) resolve();
        quietly = [];
        continue;
      }
      if (steps++ > mostSteps || timeline.now() - begunAt > mostMs)
        throw new Error(`Cannot come to an end: ${steps} steps in ${Math.round((timeline.now() - begunAt) / 60_000)} simulated minutes`);
      if (!timeline.step()) throw new Error('Cannot go on: somebody waits, and nothing is left to happen');
    }
    driving = false;
  }

  function awaiting<Value>(promise: Promise<Value>): Promise<Value> {
    waiting += 1;
    if (!driving) drive().catch(broken.reject);
    return Promise.race([promise, broken.promise]).finally(() => {
      waiting -= 1;
    });
  }

  return {
    awaiting,
    fail: broken.reject,
    quiet: () => awaiting(new Promise((resolve) => quietly.push(resolve))),
    async outside(promise) {
      reallyWaiting += 1;
      return promise.finally(() => {
        reallyWaiting -= 1;
      });
    },
  };
}

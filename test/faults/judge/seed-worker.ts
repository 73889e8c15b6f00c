import { parentPort, workerData } from 'node:worker_threads';
import { runSeeds, type SeedsOptions } from './run-seeds.ts';

/** A thread that runs the seeds that it is given, some at a time, and answers each time what they came to. */
const options = workerData as Omit<SeedsOptions, 'seeds'>; // as `run-seeds-on-cores.ts` starts it
const port = parentPort;

port?.on('message', (seeds: readonly number[]) => {
  runSeeds({ ...options, seeds }).then(
    (tally) => port.postMessage(tally),
    // Thrown outside of any promise, it is the thread's error, which its starter hears of.
    (error: unknown) =>
      setImmediate(() => {
        throw error;
      }),
  );
});

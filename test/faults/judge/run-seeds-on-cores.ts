import { Worker } from 'node:worker_threads';
import { runSeeds, type SeedsOptions } from './run-seeds.ts';
import { addTally, emptyTally, type Tally } from './tally.ts';

/** So few that threads end together, and so many that handing them over costs nothing. */
const seedsAtOnce = 10;
/** Most of what a run makes is garbage at once: with room for more of it, it is collected seldom. */
const resourceLimits = { maxYoungGenerationSizeMb: 64 };

/**
 * Runs seeds on so many threads and adds up what happened. Each seed is the same run whichever thread has it.
 * A run that ends at its first failure has one thread alone, so that it is the first.
 */
export async function runSeedsOnCores({ seeds, ...options }: SeedsOptions, threads: number): Promise<Tally> {
  if (options.untilFailure || threads === 1 || seeds.length <= seedsAtOnce) return runSeeds({ seeds, ...options });
  const begunMs = performance.now();
  const tally = emptyTally();
  const parts = Array.from({ length: Math.ceil(seeds.length / seedsAtOnce) }, (_, part) =>
    seeds.slice(part * seedsAtOnce, (part + 1) * seedsAtOnce),
  );
  await Promise.all(Array.from({ length: Math.min(threads, parts.length) }, () => runParts(parts, options, tally)));
  tally.seconds = (performance.now() - begunMs) / 1000;
  return tally;
}

/** One thread, until no parts are left. */
async function runParts(parts: (readonly number[])[], options: Omit<SeedsOptions, 'seeds'>, tally: Tally): Promise<void> {
  const worker = new Worker(new URL('./seed-worker.ts', import.meta.url), { workerData: options, resourceLimits });
  const broken = new Promise<never>((_, reject) => worker.once('error', reject));
  try {
    for (let part = parts.shift(); part; part = parts.shift()) {
      const done = new Promise<Tally>((resolve) => worker.once('message', resolve));
      worker.postMessage(part);
      addTally(await Promise.race([done, broken]), tally);
    }
  } finally {
    await worker.terminate();
  }
}

import { setTimeout } from 'node:timers/promises';
import type { DisruptionKind } from './disruption-kinds.ts';
import { endAWorker } from './end-a-worker.ts';
import { javaOf } from './java-of.ts';
import type { KeptRedial } from './kept-redial.ts';
import type { SmallDisk } from './small-disk.ts';

export type Scene = { redial: KeptRedial; disk: SmallDisk | undefined; below: (count: number) => number };

/** How long the runner may take to notice that it cannot go on. */
const noticesWithinMs = 15_000;

/** Does one thing to the running stack and waits until it answers again. Rejects where it does not recover as it must. */
export const disruptions: Readonly<Record<DisruptionKind, (scene: Scene) => Promise<void>>> = {
  runner: async ({ redial }) => {
    const { starts, pid } = { starts: redial.starts(), pid: redial.pid() };
    if (pid === undefined) return;
    process.kill(pid, 'SIGKILL');
    await startedAgain(redial, starts, 'was killed');
  },
  java: async ({ redial }) => {
    const starts = redial.starts();
    const said = redial.lines.length;
    process.kill((await javaOf(redial)).pid, 'SIGKILL');
    await startedAgain(redial, starts, 'lost its database');
    if (redial.lines.slice(said).some((line) => line.startsWith('DynamoDB Local ended by itself.'))) return;
    throw new Error('The runner lost its database, and did not say so when it ended.');
  },
  worker: async ({ redial, below }) => {
    const url = redial.debuggerUrl();
    if (url === undefined || !(await endAWorker(url, below))) throw new Error('There was no worker to end.');
  },
  disk: async ({ redial, disk, below }) => {
    const { starts, said } = { starts: redial.starts(), said: redial.lines.length };
    disk?.fill();
    await setTimeout(1_000 + below(2_000));
    disk?.clear();
    await redial.ready();
    const isExplained = redial.lines.slice(said).some((line) => /ended: the disk of the data folder is full|ended by itself\./.test(line));
    if (redial.starts() > starts && !isExplained) throw new Error('The runner ended on a full disk, and did not say so.');
  },
};

async function startedAgain(redial: KeptRedial, starts: number, what: string): Promise<void> {
  const deadline = Date.now() + noticesWithinMs;
  while (redial.starts() === starts) {
    if (Date.now() > deadline) throw new Error(`The runner ${what}, and did not end within ${noticesWithinMs / 1000} s.`);
    await setTimeout(20);
  }
  await redial.ready();
}

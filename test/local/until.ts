import { setTimeout } from 'node:timers/promises';

/** Asks again and again until the answer is there (not undefined, not false); fails with `what` after the deadline. */
export async function until<T>(what: string, ask: () => T | Promise<T>, deadlineMs = 10_000): Promise<Exclude<T, undefined | false>> {
  const deadline = Date.now() + deadlineMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer as Exclude<T, undefined | false>; // TypeScript does not narrow T
    if (Date.now() > deadline) throw new Error(`Waited ${deadlineMs} ms, and still not: ${what}.`);
    await setTimeout(10);
  }
}

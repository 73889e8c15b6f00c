import type { HttpAnswer } from '../../../local/http/http-answer.ts';
import type { Simulation } from '../simulation/simulation.ts';
import type { Message } from './workload.ts';

type Attempt = { sentAtMs: number; answeredAtMs: number; answer: HttpAnswer | 'lost' };

/** A message, each time that it was sent, and what its sender saw. */
export type Sent = { message: Message; attempts: readonly Attempt[] };

const mostAttempts = 12;
const longestWaitMs = 120_000;

/** Sends every message at its time, and again while there is no 2xx, as diallers do; a few also when there was one. */
export function sendAll(simulation: Simulation, messages: readonly Message[]): Promise<Sent[]> {
  return Promise.all(messages.map((message) => send(simulation, message)));
}

async function send(simulation: Simulation, message: Message): Promise<Sent> {
  const attempts: Attempt[] = [];
  const isRefused = message.kind === 'forged' || message.kind === 'stale';
  let repeats = message.repeats;
  await simulation.sleep(Math.max(0, message.sendAtMs - simulation.now()));
  for (let tries = 1; tries <= mostAttempts; tries++) {
    const sentAtMs = simulation.now();
    const answer = await simulation.webhook(message.request(sentAtMs));
    attempts.push({ sentAtMs, answeredAtMs: simulation.now(), answer });
    if (isTaken(answer) && repeats-- === 0) break;
    if (isRefused && answer !== 'lost' && answer.status < 500) break;
    await simulation.sleep(Math.min(longestWaitMs, 1_000 * 2 ** tries));
  }
  return { message, attempts };
}

export function isTaken(answer: HttpAnswer | 'lost'): answer is HttpAnswer {
  return answer !== 'lost' && answer.status >= 200 && answer.status < 300;
}

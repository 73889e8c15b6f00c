import type { HttpAnswer } from '../../../local/http/http-answer.ts';
import type { Simulation } from '../simulation/simulation.ts';

export type Request = { method: string; path: string; body?: unknown };

const mostAttempts = 8;
const longestWaitMs = 30_000;

/** A request that a person makes, and makes again, under the same Idempotency-Key, while the answer is lost or says that something broke. */
export type Asks = (request: Request) => Promise<HttpAnswer | 'lost'>;

export function aPerson(simulation: Simulation, { token, name }: { token: string; name: string }): Asks {
  let asked = 0;
  return async ({ method, path, body }) => {
    const headers = {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      ...(method === 'POST' && { 'idempotency-key': `${name}-${asked++}` }),
    };
    let answer: HttpAnswer | 'lost' = 'lost';
    for (let tries = 1; tries <= mostAttempts; tries++) {
      // Along the same bad lines as webhooks: it may come late, or twice, and its answer may be lost.
      answer = await simulation.webhook({ method, path, headers, ...(body !== undefined && { body: JSON.stringify(body) }) });
      if (answer !== 'lost' && answer.status < 500 && answer.status !== 409) break;
      await simulation.sleep(Math.min(longestWaitMs, 1_000 * 2 ** tries));
    }
    return answer;
  };
}

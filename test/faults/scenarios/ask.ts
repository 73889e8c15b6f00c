import type { HttpAnswer } from '../../../local/http/http-answer.ts';
import type { Simulation } from '../simulation/simulation.ts';

export type Asked = { method: string; path: string; token: string; body?: unknown; key?: string };

const mostTries = 20;

/** A request of a person, sent once. */
export function askOnce(simulation: Simulation, { method, path, token, body, key }: Asked): Promise<HttpAnswer> {
  const headers = {
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
    ...(key !== undefined && { 'idempotency-key': key }),
  };
  return simulation.http({ method, path, headers, ...(body !== undefined && { body: JSON.stringify(body) }) });
}

/** The same, again while the answer is one of `again`: by default that something went wrong on our side. */
export async function ask(
  simulation: Simulation,
  asked: Asked,
  again: (answer: HttpAnswer) => boolean = ({ status }) => status >= 500,
): Promise<HttpAnswer> {
  for (let tries = 1; ; tries++) {
    const answer = await askOnce(simulation, asked);
    if (!again(answer) || tries === mostTries) return answer;
    await simulation.sleep(Math.min(60_000, 1_000 * 2 ** tries));
  }
}

import * as z from 'zod';
import type { HttpAnswer } from '../../../../local/http/http-answer.ts';
import type { Scene, Verdict } from '../../judge/scenario.ts';
import { adminToken } from '../../judge/setup-items.ts';
import { type Asks, aPerson } from '../a-person.ts';
import { fieldsConnection, rightMap } from './unread-calls.ts';

const fixAfterMs = 4 * 60_000;
/** A dialler tries for a quarter of an hour, and what it sent may be on its way for another. */
const lastAfterMs = 40 * 60_000;
const mostRounds = 6;

const listed = z.object({ items: z.array(z.object({ id: z.string() })) });
const redriven = z.object({ result: z.string() });

/** Puts the connection right when some were set aside, and reads those again: at once, and when all have come. */
export async function admins({ simulation }: Scene): Promise<Verdict> {
  const startMs = simulation.now();
  const asks = aPerson(simulation, { token: adminToken, name: 'admin' });
  const wrong: string[] = [];
  await simulation.sleep(fixAfterMs);
  await askedFor(asks, { method: 'PATCH', path: `/api/connections/${fieldsConnection}`, body: { fieldMap: rightMap } });
  await simulation.sleep(2_000);
  await redriveAll(asks, wrong);
  await simulation.sleep(startMs + lastAfterMs - simulation.now());
  for (let round = 0; round < mostRounds && (await redriveAll(asks, wrong)) > 0; round++) await simulation.sleep(60_000);
  return ({ stored }) => [...wrong, ...(stored.quarantined === 0 ? [] : [`${stored.quarantined} webhooks are still set aside`])];
}

/** Each by two admins at once. @returns how many there were */
async function redriveAll(asks: Asks, wrong: string[]): Promise<number> {
  const answer = await askedFor(asks, { method: 'GET', path: '/api/quarantine?limit=100' });
  const { items } = listed.parse(JSON.parse(answer.body.toString()));
  const twice = items.flatMap(({ id }) => [id, id]);
  const answers = await Promise.all(twice.map((id) => asks({ method: 'POST', path: `/api/quarantine/${id}/redrive` })));
  wrong.push(...answers.flatMap(wrongAnswer));
  return items.length;
}

/** Who comes second finds it gone, or what it says known. */
function wrongAnswer(answer: HttpAnswer | 'lost'): string[] {
  if (answer === 'lost' || answer.status >= 500 || answer.status === 404) return [];
  const read = answer.status === 200 && redriven.parse(JSON.parse(answer.body.toString())).result;
  return read === 'recorded' || read === 'duplicate' ? [] : [`a webhook that can be read now was answered ${answer.status} ${answer.body}`];
}

async function askedFor(asks: Asks, request: Parameters<Asks>[0]): Promise<HttpAnswer> {
  for (let tries = 0; tries < mostRounds; tries++) {
    const answer = await asks(request);
    if (answer !== 'lost' && answer.status === 200) return answer;
  }
  throw new Error(`Cannot go on: ${request.method} ${request.path} was not answered`);
}

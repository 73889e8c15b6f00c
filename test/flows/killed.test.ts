import { afterEach, describe, expect, it } from 'vitest';
import { aFolder } from '../local/a-folder.ts';
import { until } from '../local/until.ts';
import { clientOf, type Json } from './a-client.ts';
import { aStandardDialler } from './a-dialler.ts';
import { aProcess, type StartedProcess } from './a-process.ts';
import { dayInIndia } from './a-stack.ts';

let running: StartedProcess | undefined;

afterEach(async () => {
  await running?.kill();
});

const webhooks = 500;
const killedAfter = 200;
const options = ['--no-demo', '--token', 'tk'];

describe('Redial, killed with -9 in the middle of 500 webhooks', () => {
  it('has every acknowledged call once when it is started again, and the report counts each of them once', {
    timeout: 120_000,
  }, async () => {
    const folder = aFolder();
    running = await aProcess(folder, ...options);
    const dialler = await aStandardDialler(clientOf(running.url, 'tk'));

    const acknowledged = new Map<string, string>();
    let next = 0;
    let kill: Promise<void> | undefined;
    const startedAt = new Date().toISOString();
    const sender = async () => {
      for (let n = next++; n < webhooks; n = next++) {
        const said = { callId: `call-${n}`, status: 'busy', direction: 'outbound', startedAt };
        const answer = await dialler.says(said).catch(() => undefined);
        if (answer?.body?.result === 'recorded') acknowledged.set(`call-${n}`, answer.body.callId);
        if (acknowledged.size >= killedAfter) kill ??= running?.kill();
      }
    };
    await Promise.all(Array.from({ length: 8 }, sender));
    await kill;
    expect(acknowledged.size).toBeGreaterThanOrEqual(killedAfter);
    expect(acknowledged.size).toBeLessThan(webhooks);

    running = await aProcess(folder, ...options);
    const api = clientOf(running.url, 'tk');
    const calls = await everyCall(api);
    const byExternalId = Map.groupBy(calls, ({ externalId }) => externalId);
    const wrong = [...acknowledged].filter(
      ([externalId, id]) =>
        byExternalId
          .get(externalId)
          ?.map((call) => call.id)
          .join() !== id,
    );
    expect(wrong).toEqual([]);

    const total = await until(
      'the report counts every call',
      async () => {
        await api.post('/api/reports/rollup');
        const counted = (await api.get(`/api/reports?from=${dayInIndia()}&to=${dayInIndia()}`)).body.totals.calls;
        return counted >= calls.length && counted;
      },
      60_000,
    );
    expect(total).toBe(calls.length);
  });
});

async function everyCall(api: ReturnType<typeof clientOf>): Promise<Json[]> {
  const calls: Json[] = [];
  let cursor = '';
  do {
    const { items, next } = (await api.get(`/api/calls?limit=1000${cursor}`)).body;
    calls.push(...items);
    cursor = next === null ? '' : `&cursor=${encodeURIComponent(next)}`;
  } while (cursor);
  return calls;
}

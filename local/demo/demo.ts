import { type DemoClient, demoClient } from './demo-client.ts';
import { demoMemory } from './demo-memory.ts';
import { connect, makeDemoWorkspace } from './demo-workspace.ts';
import { seededRandom } from './seeded-random.ts';
import { type SimulatedDialler, simulatedDialler } from './simulated-dialler.ts';

export type Demo = {
  /** Resolves once the history is there, or the demo was stopped. */
  prepared: Promise<void>;
  /** Ends it at once; a history that is not whole yet goes on at the next start. */
  stop: () => void;
};

export type DemoOptions = { url: string; token: string; dataFolder: string; say: (line: string) => void };

const historyDays = 60;
const callsADay = 40;

/**
 * Fills an empty workspace with people, leads and two months of calls, and then lets a simulated dialler call on.
 * All of it goes through the API and through webhooks, like anybody's, and all of it may be done again: what is there is known.
 */
export function startDemo(options: DemoOptions): Demo {
  const ended = new AbortController();
  const client = demoClient(options.url, options.token, ended.signal);
  const prepared = prepare(client, options, ended.signal).then(
    (dialler) => void dialler.callOn(ended.signal),
    (error: unknown) => {
      if (!ended.signal.aborted) throw error;
    },
  );
  return { prepared, stop: () => ended.abort() };
}

async function prepare(client: DemoClient, { dataFolder, say, url }: DemoOptions, ended: AbortSignal): Promise<SimulatedDialler> {
  const memory = await demoMemory(dataFolder);
  const connections = await connect(client, memory.known.secrets, url);
  if (memory.known.told) return simulatedDialler(connections, Math.random);

  const since = performance.now();
  await makeDemoWorkspace(client);
  const history = simulatedDialler(connections, seededRandom(1));
  const calls = await history.tellHistory({ days: historyDays, callsADay, before: new Date(memory.known.began) }, ended);
  await client.put('/api/settings/auto-assignment', { enabled: true, afterAttempts: 1, excludePrevious: 2, maxRecycles: 5 });
  const { days } = await client.post<{ days: unknown[] }>('/api/reports/rollup');
  await memory.toldHistory();
  say(
    `The demo has two months of history: ${calls} calls of ${days.length} days, told by webhooks in ${Math.round((performance.now() - since) / 1000)} s`,
  );
  return simulatedDialler(connections, Math.random);
}

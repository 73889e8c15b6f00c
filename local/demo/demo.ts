import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type DemoClient, demoClient } from './demo-client.ts';
import { type DemoWorkspace, makeDemoWorkspace } from './demo-workspace.ts';
import { type SimulatedDialler, simulatedDialler } from './simulated-dialler.ts';

export type Demo = {
  /** Resolves once the history is there. */
  prepared: Promise<void>;
  stop: () => Promise<void>;
};

const historyDays = 60;
const callsADay = 40;

/**
 * Fills an empty workspace with people, leads and two months of calls, and then lets a simulated dialler call on.
 * A workspace that was filled before is left as it is. What only the dialler knows (its secrets) is kept in the data folder.
 */
export function startDemo(options: {
  url: string;
  token: string;
  dataFolder: string;
  random: () => number;
  say: (line: string) => void;
}): Demo {
  const ended = new AbortController();
  const client = demoClient(options.url, options.token);
  const prepared = prepare(client, options).then((dialler) => void dialler.callOn(ended.signal));
  return {
    prepared,
    stop: async () => {
      ended.abort();
      await prepared.catch(() => undefined);
    },
  };
}

type Options = Parameters<typeof startDemo>[0];

async function prepare(client: DemoClient, { dataFolder, random, say, url }: Options): Promise<SimulatedDialler> {
  const file = join(dataFolder, 'demo.json');
  const kept = await readFile(file, 'utf8').catch(() => undefined);
  if (kept !== undefined) return simulatedDialler(movedTo(JSON.parse(kept) as DemoWorkspace, url), random);

  const began = Date.now();
  const workspace = await makeDemoWorkspace(client);
  const dialler = simulatedDialler(workspace, random);
  const calls = await dialler.tellHistory(historyDays, callsADay);
  await client.put('/api/settings/auto-assignment', { enabled: true, afterAttempts: 1, excludePrevious: 2, maxRecycles: 5 });
  await writeFile(file, JSON.stringify(workspace), { mode: 0o600 });
  const { days } = await client.post<{ days: unknown[] }>('/api/reports/rollup', {});
  say(
    `The demo has two months of history: ${calls} calls over ${days.length} days, taken in through webhooks in ${Math.round((Date.now() - began) / 1000)} s`,
  );
  return dialler;
}

/** The same connections on the port of today. */
function movedTo(workspace: DemoWorkspace, url: string): DemoWorkspace {
  const here = ({ webhookUrl, secret }: DemoWorkspace['standard']) => ({ webhookUrl: `${url}${new URL(webhookUrl).pathname}`, secret });
  return { standard: here(workspace.standard), twilio: here(workspace.twilio) };
}

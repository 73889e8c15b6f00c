import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type DemoClient, demoClient } from './demo-client.ts';
import { makeDemoFollowUps } from './demo-follow-ups.ts';
import { type HistoryOptions, writeHistory } from './demo-history.ts';
import { demoMemory } from './demo-memory.ts';
import { connect, makeDemoWorkspace } from './demo-workspace.ts';
import { simulatedDialler } from './simulated-dialler.ts';

export type Demo = {
  /** Resolves once the history is there, or the demo was stopped. */
  prepared: Promise<void>;
  /** Ends it at once; a history that is not whole yet goes on at the next start. */
  stop: () => void;
};

export type DemoOptions = {
  url: string;
  token: string;
  workspace: string;
  dynamoDbUrl: string;
  callsTable: string;
  dataFolder: string;
  say: (line: string) => void;
};

/**
 * Fills an empty workspace with people, leads and two months of calls, and lets a simulated dialler call on.
 * People and leads come through the API and live calls through webhooks, like anybody's; the history goes straight into the store,
 * for it is long. All of it may be done again: what is there is known.
 */
export function startDemo(options: DemoOptions): Demo {
  const ended = new AbortController();
  const client = demoClient(options.url, options.token, ended.signal);
  const prepared = prepare(client, options, ended.signal).catch((error: unknown) => {
    if (!ended.signal.aborted) throw error;
  });
  return { prepared, stop: () => ended.abort() };
}

async function prepare(client: DemoClient, options: DemoOptions, signal: AbortSignal): Promise<void> {
  const memory = await demoMemory(options.dataFolder);
  const connections = await connect(client, memory.known.secrets, options.url);
  const dialler = simulatedDialler(connections, Math.random);
  if (memory.known.told) return void dialler.callOn(signal);

  const since = performance.now();
  const people = await makeDemoWorkspace(client);
  await client.put('/api/settings/auto-assignment', { enabled: true, maxRecycles: 5 });
  // Whoever opens the console while the history is being written sees calls.
  void dialler.callOn(signal);
  await makeDemoFollowUps(client, { workspace: options.workspace, now: new Date() });
  const calls = await tellHistory({
    ...options,
    ...people,
    connection: connections.standard.id,
    before: new Date(memory.known.began),
    signal,
  });
  await memory.toldHistory();
  options.say(`The demo has two months of history: ${calls} calls (${Math.round((performance.now() - since) / 1000)} s)`);
  rollUpSoon(client, signal);
}

async function tellHistory({ dynamoDbUrl, ...options }: DemoOptions & Omit<HistoryOptions, 'client'>): Promise<number> {
  const client = new DynamoDBClient({
    endpoint: dynamoDbUrl,
    region: 'local',
    credentials: { accessKeyId: 'demo', secretAccessKey: 'demo' },
  });
  try {
    return await writeHistory({ ...options, client });
  } finally {
    client.destroy();
  }
}

/** The stream tells of the history bit by bit; the schedule would roll it up within five minutes, and nobody waits that long for a demo. */
async function rollUpSoon(client: DemoClient, signal: AbortSignal): Promise<void> {
  for (let round = 0; round < 6 && !signal.aborted; round++) {
    await sleep(4_000, undefined, { signal }).catch(() => undefined);
    await client.post('/api/reports/rollup').catch(() => undefined);
  }
}

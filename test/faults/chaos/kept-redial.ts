import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

/** `npm start` as a process that somebody watches over: whenever it ends, it is started again on the same port and data folder. */
export type KeptRedial = {
  url: string;
  dataFolder: string;
  /** Of the runner that runs now; undefined between two. */
  pid: () => number | undefined;
  /** Of DynamoDB Local's Java, as the runner notes it in the data folder. */
  javaPid: () => number;
  /** Where a debugger reaches the runner. */
  debuggerUrl: () => string | undefined;
  /** Everything that its processes said. */
  lines: readonly string[];
  starts: () => number;
  /** Resolves once it answers; rejects when it does not within the time. */
  ready: (withinMs?: number) => Promise<void>;
  /** Ends it as Ctrl-C does; answers the exit code. */
  stop: () => Promise<number | null>;
};

export type KeptRedialOptions = { dataFolder: string; token: string; debuggable: boolean };

const main = join(import.meta.dirname, '../../../local/main.ts');
/** Until the watcher tries again. */
const restartAfterMs = 300;

/** Starts Redial and keeps it running; resolves once it answers. */
export async function keptRedial({ dataFolder, token, debuggable }: KeptRedialOptions): Promise<KeptRedial> {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const lines: string[] = [];
  let child: ChildProcess | undefined;
  let debuggerUrl: string | undefined;
  let isReady = false;
  let starts = 0;
  let stopping = false;

  const start = (): void => {
    starts += 1;
    debuggerUrl = undefined;
    isReady = false;
    const inspect = debuggable ? ['--inspect=127.0.0.1:0'] : [];
    const options = ['--no-demo', '--port', String(port), '--data', dataFolder, '--token', token];
    const started = spawn(process.execPath, [...inspect, main, ...options], { stdio: ['ignore', 'pipe', 'pipe'] });
    child = started;
    for (const stream of [started.stdout, started.stderr]) stream.on('data', (chunk: Buffer) => hear(String(chunk)));
    started.once('exit', () => {
      child = undefined;
      if (!stopping) void setTimeout(restartAfterMs).then(() => stopping || start());
    });
  };
  const hear = (text: string): void => {
    lines.push(...text.split('\n').filter((line) => line !== ''));
    isReady ||= text.includes('Redial is ready at');
    debuggerUrl ??= /ws:\/\/\S+/.exec(text)?.[0];
  };
  // However this process ends, but by a kill -9.
  process.once('exit', () => child?.kill('SIGKILL'));
  start();

  const kept: KeptRedial = {
    url,
    dataFolder,
    pid: () => child?.pid,
    javaPid: () => Number(readFileSync(join(dataFolder, 'dynamodb', 'java.pid'), 'utf8')),
    debuggerUrl: () => debuggerUrl,
    lines,
    starts: () => starts,
    ready: (withinMs = 120_000) => answering({ url, withinMs, lines, isReady: () => isReady }),
    stop: async () => {
      stopping = true;
      const last = child;
      if (!last) return null;
      last.kill('SIGTERM');
      return new Promise((resolve) => last.once('exit', resolve));
    },
  };
  await kept.ready();
  return kept;
}

type Answering = { url: string; withinMs: number; lines: readonly string[]; isReady: () => boolean };

/** It says that it is ready, and does answer. */
async function answering({ url, withinMs, lines, isReady }: Answering): Promise<void> {
  const deadline = Date.now() + withinMs;
  while (Date.now() < deadline) {
    const asked = fetch(`${url}/healthz`, { signal: AbortSignal.timeout(10_000) });
    const isThere = await asked.then(
      ({ ok }) => ok,
      () => false,
    );
    if (isThere && isReady()) return;
    await setTimeout(50);
  }
  throw new Error(`Redial did not answer at ${url} within ${withinMs / 1000} s. Its last words: ${lines.slice(-3).join(' / ')}`);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

import { createServer } from 'node:net';
import { lockFolder } from './folder-lock.ts';
import { endLeftover, noteJava, runJava } from './java.ts';
import { type PartProcess, type Running, runPart } from './part-process.ts';

const longestStartMs = 30_000;

await runPart(start);

async function start({ folder, port }: PartProcess): Promise<Running> {
  const lock = folder === 'memory' ? undefined : lockFolder(folder);
  if (folder !== 'memory') await endLeftover(folder);
  const java = runJava({ folder, port: port ?? (await freePort()) });
  if (folder !== 'memory') noteJava(folder, java.pid);

  await Promise.race([answering(java.url), java.failed]);
  return {
    url: java.url,
    pid: java.pid,
    ended: java.ended,
    stop: async () => {
      await java.stop();
      lock?.close();
    },
  };
}

async function answering(url: string): Promise<void> {
  const deadline = Date.now() + longestStartMs;
  while (Date.now() < deadline) {
    const answer = await fetch(url, { signal: AbortSignal.timeout(1_000) }).catch(() => undefined);
    // It refuses a request without an operation, and so shows that it is there.
    if (answer?.status === 400) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`Cannot start DynamoDB Local: it did not answer at ${url} within ${longestStartMs / 1000} s`);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

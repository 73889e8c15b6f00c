import { join } from 'node:path';
import { parseOptions } from './options.ts';
import { startRedial } from './redial.ts';

const say = (line: string): void => console.log(line);
const projectFolder = join(import.meta.dirname, '..');
const diskFull = 'Redial ended: the disk of the data folder is full. What was acknowledged is kept; make room and start again.';

process.once('uncaughtException', (error) => {
  console.error('code' in error && error.code === 'ENOSPC' ? diskFull : error);
  process.exit(1);
});

try {
  const redial = await untilSignal(startRedial(projectFolder, parseOptions(process.argv.slice(2)), say));
  const reason = await Promise.race([redial.broken, signalled()]);
  if (reason !== undefined) throw new Error(reason);
  say('Stopping …');
  // Whoever asks twice does not want to wait; what was acknowledged is on record either way.
  void signalled().then(() => process.exit(1));
  await redial.stop();
  process.exit(0);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}

/** Resolves at the next SIGINT or SIGTERM. */
function signalled(): Promise<undefined> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => resolve(undefined));
  });
}

/** A signal before everything runs ends the process at once: nothing was acknowledged yet, and the parts end with it. */
async function untilSignal<T>(starting: Promise<T>): Promise<T> {
  const ended = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => ended.signal.aborted || process.exit(0));
  return starting.finally(() => ended.abort());
}

import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

export type StartedProcess = { url: string; kill: () => Promise<void> };

const main = join(import.meta.dirname, '../../local/main.ts');

/** `npm start` as a process of its own, over a data folder; resolves once it says that it is ready. */
export async function aProcess(dataFolder: string, ...options: string[]): Promise<StartedProcess> {
  const child = spawn(process.execPath, [main, '--port', '0', '--data', dataFolder, ...options], { stdio: ['ignore', 'pipe', 'pipe'] });
  const url = await readyAt(child);
  return { url, kill: () => killed(child) };
}

function readyAt(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const hear = (chunk: Buffer) => {
      said += chunk;
      const url = /Redial is ready at (\S+)/.exec(said)?.[1];
      if (url) resolve(url);
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('exit', (status) => reject(new Error(`Redial ended with ${status} before it was ready: ${said}`)));
  });
}

/** kill -9: no time for a last word. */
function killed(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGKILL');
  });
}

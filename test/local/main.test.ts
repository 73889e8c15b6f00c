import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { aFolder } from './a-folder.ts';

const main = join(import.meta.dirname, '..', '..', 'local', 'main.ts');

/** Runs `npm start`'s script to its end. */
function run(...options: string[]): Promise<{ status: number; output: string }> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [main, ...options], (_error, stdout, stderr) => {
      resolve({ status: child.exitCode ?? -1, output: stdout + stderr });
    });
  });
}

async function aTakenPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  return address !== null && typeof address === 'object' ? address.port : 0;
}

describe('npm start', () => {
  it('ends with one line and status 1 on an option that it does not know', async () => {
    expect(await run('--colour')).toEqual({
      status: 1,
      output:
        "Cannot start Redial: Unknown option '--colour'. The options are --port N, --data DIR, --fresh, --no-demo, --token TOKEN and --timezone ZONE.\n",
    });
  });

  it('ends with one line and status 1 on a port that is in use', async () => {
    const port = await aTakenPort();
    expect(await run('--port', String(port), '--data', aFolder())).toEqual({
      status: 1,
      output: `Cannot listen on port ${port}: it is in use. Stop what listens there, or choose another port with --port.\n`,
    });
  });

  it('ends with one line and status 1 on a data folder that it cannot use', async () => {
    const file = join(aFolder(), 'file');
    writeFileSync(file, '');
    expect(await run('--port', '0', '--data', file)).toEqual({
      status: 1,
      output: `Cannot use the data folder ${file}: it is a file. Choose a folder that can be written with --data.\n`,
    });
  });
});

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { KeptRedial } from './kept-redial.ts';

/** The Java that keeps the stack's tables: its process, and where it answers. */
export async function javaOf(redial: Pick<KeptRedial, 'javaPid' | 'dataFolder'>): Promise<{ pid: number; url: string }> {
  const pid = redial.javaPid();
  const { stdout: command } = await promisify(execFile)('ps', ['-ww', '-o', 'command=', '-p', String(pid)]);
  const port = /redial\.port=(\d+) /.exec(command)?.[1];
  if (port !== undefined && command.includes(`redial.folder=${redial.dataFolder}/`)) return { pid, url: `http://127.0.0.1:${port}` };
  throw new Error(`Cannot find the Java of ${redial.dataFolder}: process ${pid} is none.`);
}

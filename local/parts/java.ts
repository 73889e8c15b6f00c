import { execFile, spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export type Java = {
  url: string;
  pid: number;
  stop: () => Promise<void>;
  ended: Promise<void>;
  /** Rejects with a line for people when it ends before it was stopped. */
  failed: Promise<never>;
};

const emulator = join(dirname(createRequire(import.meta.url).resolve('amplify-dynamodb-simulator/package.json')), 'emulator');
const libraries = join(emulator, 'DynamoDBLocal_lib');

/** How long it may take to close its database before it is killed. Nothing acknowledged is lost either way. */
const closingMs = 2_000;

const advice =
  'Install a Java 17 runtime (Debian, Ubuntu: apt install default-jre-headless; macOS: brew install openjdk@17), or set JAVA_HOME to one';

/**
 * Starts DynamoDB Local through Jetty's own configuration rather than its main class, which would listen on all of the machine's
 * addresses, start telemetry, and take half a second more.
 */
export function runJava({ folder, port }: { folder: string | 'memory'; port: number }): Java {
  const java = spawn(
    process.env.JAVA_HOME ? join(process.env.JAVA_HOME, 'bin', 'java') : 'java',
    [
      '-Xmx512m',
      // A third less to its first answer; what it does then waits for the disk, not for compiled code.
      '-XX:TieredStopAtLevel=1',
      `-Djava.library.path=${libraries}`,
      '-cp',
      [join(emulator, 'DynamoDBLocal.jar'), join(libraries, '*')].join(delimiter),
      'org.eclipse.jetty.xml.XmlConfiguration',
      `redial.port=${port}`,
      `redial.memory=${folder === 'memory'}`,
      ...(folder === 'memory' ? [] : [`redial.folder=${folder}`]),
      fileURLToPath(new URL('./dynamodb-local.xml', import.meta.url)),
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  // However this process ends, but by a kill -9: `endLeftover` is for that.
  process.once('exit', () => java.kill('SIGKILL'));
  let said = '';
  java.stderr.on('data', (chunk) => {
    said = (said + chunk).slice(-20_000);
    // It would stay, without a port.
    if (reasonIn(said, port) !== undefined) java.kill('SIGKILL');
  });
  const ended = new Promise<void>((resolve) => java.once('close', () => resolve()).once('error', () => resolve()));
  const failed = new Promise<never>((_resolve, reject) => {
    java.once('error', (error) => reject(new Error(`Cannot start DynamoDB Local: no Java was found (${error.message}). ${advice}`)));
    java.once('close', (code) =>
      reject(new Error(`Cannot start DynamoDB Local: ${reasonIn(said, port) ?? `Java ended with code ${code}: ${lastCauseIn(said)}`}`)),
    );
  });
  failed.catch(() => {});
  return { url: `http://127.0.0.1:${port}`, pid: java.pid ?? 0, stop, ended, failed };

  async function stop(): Promise<void> {
    java.kill('SIGTERM');
    const impatience = setTimeout(() => java.kill('SIGKILL'), closingMs);
    await ended;
    clearTimeout(impatience);
  }
}

function reasonIn(said: string, port: number): string | undefined {
  if (said.includes('UnsupportedClassVersionError')) return `the Java that was found is too old. ${advice}`;
  if (/Address already in use|Failed to bind/.test(said)) return `port ${port} is in use. Stop what listens there, or choose another port`;
  return undefined;
}

function lastCauseIn(said: string): string {
  const causes = said.split('\n').filter((line) => line.startsWith('Caused by: '));
  return causes.at(-1)?.slice('Caused by: '.length) ?? (said.trim() || 'it said nothing');
}

const noteFile = (folder: string) => join(folder, 'java.pid');

/** Writes down which Java works on the folder, for `endLeftover`. */
export function noteJava(folder: string, pid: number): void {
  writeFileSync(noteFile(folder), String(pid));
}

/** Ends a Java that still works on the folder because its own keeper was killed; the keeper's lock is free then. */
export async function endLeftover(folder: string): Promise<void> {
  const pid = Number(readFileSync(noteFile(folder), { encoding: 'utf8', flag: 'a+' }));
  // The number may be another program's by now: only a process that names this very folder is ended.
  while (pid > 0 && (await commandOf(pid)).includes(`redial.folder=${folder} `)) process.kill(pid, 'SIGKILL');
}

function commandOf(pid: number): Promise<string> {
  return new Promise((resolve) => execFile('ps', ['-ww', '-o', 'command=', '-p', String(pid)], (_error, stdout) => resolve(stdout)));
}

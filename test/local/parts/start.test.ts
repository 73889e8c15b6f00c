import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { startDynamoDbLocal } from '../../../local/parts/dynamodb-local.ts';
import { startFauxqs } from '../../../local/parts/fauxqs.ts';
import type { Part } from '../../../local/parts/part.ts';
import { isAlive, until } from './processes.ts';

const folder = mkdtempSync(join(tmpdir(), 'parts-'));
const outside = Object.values(networkInterfaces())
  .flatMap((addresses) => addresses ?? [])
  .find(({ internal, family }) => !internal && family === 'IPv4')?.address;

const running: Part[] = [];
const started = async (start: Promise<Part>) => {
  const part = await start;
  running.push(part);
  return part;
};

afterEach(async () => {
  vi.unstubAllEnvs();
  await Promise.all(running.splice(0).map((part) => part.stop()));
});
afterAll(() => rmSync(folder, { recursive: true }));

const starts = [
  ['DynamoDB Local', startDynamoDbLocal],
  ['fauxqs', startFauxqs],
] as const;

describe.each(starts)('%s', (_name, start) => {
  it('answers on this machine only, and is gone when it is stopped', async () => {
    const { url, pid, stop, ended } = await started(start({ folder: 'memory' }));
    expect(await fetch(`${url}/health`)).toHaveProperty('status');
    if (outside !== undefined) await expect(fetch(url.replace('127.0.0.1', outside))).rejects.toThrow('fetch failed');
    await stop();
    await ended;
    expect(isAlive(pid)).toBe(false);
  });

  it('ends when its signal is aborted', async () => {
    const control = new AbortController();
    const { pid, ended } = await started(start({ folder: 'memory', signal: control.signal }));
    control.abort();
    await ended;
    expect(isAlive(pid)).toBe(false);
  });

  it('says when its port is in use', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const address = other.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    await expect(start({ folder: 'memory', port })).rejects.toThrow(`port ${port} is in use`);
    other.close();
  });

  it('says when another Redial works on its data folder', async () => {
    const shared = join(folder, `shared-${start.name}`);
    await started(start({ folder: shared }));
    await expect(start({ folder: shared })).rejects.toThrow(
      new RegExp(
        `^Cannot use the data folder ${shared}: another Redial \\(process ${process.pid}\\) is running on it\\. Stop that one, or choose`,
      ),
    );
  });

  it('says when its data folder cannot be one', async () => {
    const file = join(folder, `file-${start.name}`);
    writeFileSync(file, '');
    await expect(start({ folder: file })).rejects.toThrow(
      new RegExp(`^Cannot use the data folder ${file}: .*EEXIST.* Choose a folder that can be written`),
    );
  });
});

describe('DynamoDB Local', () => {
  it('says what to install when there is no Java', async () => {
    vi.stubEnv('JAVA_HOME', join(folder, 'no-java'));
    await expect(startDynamoDbLocal({ folder: 'memory' })).rejects.toThrow(
      /^Cannot start DynamoDB Local: no Java was found .* Install a Java 17 runtime \(Debian, Ubuntu: apt install default-jre-headless/,
    );
  });

  it('says what to install when the Java is too old', async () => {
    const home = join(folder, 'old-java');
    mkdirSync(join(home, 'bin'), { recursive: true });
    writeFileSync(
      join(home, 'bin', 'java'),
      '#!/bin/sh\necho "Exception java.lang.UnsupportedClassVersionError: class file version 61.0" >&2\nexit 1\n',
    );
    chmodSync(join(home, 'bin', 'java'), 0o755);
    vi.stubEnv('JAVA_HOME', home);
    await expect(startDynamoDbLocal({ folder: 'memory' })).rejects.toThrow(
      'Cannot start DynamoDB Local: the Java that was found is too old. Install a Java 17',
    );
  });

  it('leaves no Java behind when it is ended before it answers', async () => {
    const data = join(folder, 'hasty');
    const noteFile = join(data, 'java.pid');
    const control = new AbortController();
    const start = startDynamoDbLocal({ folder: data, signal: control.signal });
    await until(() => existsSync(noteFile) && readFileSync(noteFile, 'utf8') !== '');
    control.abort();
    await expect(start).rejects.toThrow('aborted');
    await until(() => !isAlive(Number(readFileSync(noteFile, 'utf8'))));
  });

  it('ends a Java that outlived its keeper, and takes the folder over', async () => {
    const data = join(folder, 'orphaned');
    const first = await started(startDynamoDbLocal({ folder: data }));
    const keeper = Number(execFileSync('ps', ['-o', 'ppid=', '-p', String(first.pid)], { encoding: 'utf8' }));
    process.kill(keeper, 'SIGKILL');
    await first.ended;
    expect(isAlive(first.pid)).toBe(true);

    const second = await started(startDynamoDbLocal({ folder: data }));
    await until(() => !isAlive(first.pid));
    expect(isAlive(second.pid)).toBe(true);
  });
});

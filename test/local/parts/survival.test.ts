import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientsOf } from '../../../local/parts/clients.ts';
import { startDynamoDbLocal } from '../../../local/parts/dynamodb-local.ts';
import { startFauxqs } from '../../../local/parts/fauxqs.ts';
import type { Part } from '../../../local/parts/part.ts';
import { isAlive, until } from './processes.ts';
import { queue, table, wiring } from './stored.ts';
import { streamKeys } from './stream-keys.ts';

const folder = mkdtempSync(join(tmpdir(), 'survival-'));

/** Runs an owner of parts and kills it, without warning, while it writes. */
async function killWhileWriting(): Promise<{ pids: number[]; acknowledged: string[] }> {
  const owner = spawn(process.execPath, [new URL('./owner.ts', import.meta.url).pathname, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const pids: number[] = [];
  const acknowledged: string[] = [];
  for await (const line of createInterface({ input: owner.stdout })) {
    const [word, ...values] = line.split(' ');
    if (word === 'pids') pids.push(...values.map(Number));
    else acknowledged.push(...values);
    if (acknowledged.length === 40) owner.kill('SIGKILL');
  }
  return { pids, acknowledged };
}

describe('after a kill -9 of their owner, the parts', () => {
  let pids: number[];
  let acknowledged: string[];
  let parts: Part[];
  let clients: ReturnType<typeof clientsOf>;

  beforeAll(async () => {
    ({ pids, acknowledged } = await killWhileWriting());
    // At once: what the dead owner left behind is still going.
    const [dynamodb, fauxqs] = await Promise.all([
      startDynamoDbLocal({ folder: join(folder, 'dynamodb') }),
      startFauxqs({ folder: join(folder, 'fauxqs') }),
    ]);
    parts = [dynamodb, fauxqs];
    clients = clientsOf({ dynamodb: dynamodb.url, sqs: fauxqs.url, s3: fauxqs.url }, wiring.region);
  });
  afterAll(async () => {
    clients.destroy();
    await Promise.all(parts.map((part) => part.stop()));
    rmSync(folder, { recursive: true });
  });

  it('do not linger', async () => {
    expect(pids).toHaveLength(2);
    await until(() => pids.every((pid) => !isAlive(pid)));
  });

  it('have every acknowledged write', async () => {
    const { Items = [] } = await clients.dynamodb.send(new ScanCommand({ TableName: table.name, ConsistentRead: true }));
    expect(Items.map(({ pk }) => pk?.S)).toEqual(expect.arrayContaining(acknowledged));
    expect(acknowledged.length).toBeGreaterThanOrEqual(40);
  });

  it('have the stream record of every acknowledged write', async () => {
    expect(await streamKeys(parts[0]?.url ?? '', table.name)).toEqual(expect.arrayContaining(acknowledged));
  });

  it('have every queued message', async () => {
    const bodies: (string | undefined)[] = [];
    await until(async () => {
      const receive = new ReceiveMessageCommand({ QueueUrl: `http://queues/0/${queue.name}`, MaxNumberOfMessages: 10 });
      const { Messages = [] } = await clients.sqs.send(receive);
      bodies.push(...Messages.map(({ Body }) => Body));
      return Messages.length === 0;
    });
    expect(bodies).toEqual(expect.arrayContaining(acknowledged));
  });
});

import { describe, expect, it } from 'vitest';
import { failed, type InvocationOutcome } from '../../../../local/lambda/outcome.ts';
import type { QueueMessage } from '../../../../local/queue-sender.ts';
import type { StreamMapping } from '../../../../local/sources/stream-batch.ts';
import { createChance } from '../chance.ts';
import { createDriver } from '../driver.ts';
import type { FaultRates } from '../fault-kinds.ts';
import { createTimeline } from '../timeline.ts';
import { startStreamMapping } from './stream-mapping.ts';
import { type ChangeRecord, inProcessTables } from './tables.ts';

const hourMs = 3_600_000;
const mapping: StreamMapping = {
  ...{ logicalId: 'Mapping', kind: 'stream', functionArn: 'arn:publish', tableName: 'calls', startingPosition: 'TRIM_HORIZON' },
  ...{ batchSize: 100, batchingWindowSeconds: 0, reportsItemFailures: true, filters: [], bisects: true, parallelizationFactor: 1 },
  ...{ maximumRetryAttempts: 3, maximumRecordAgeSeconds: -1, onFailureQueueArn: 'arn:aside' },
};
const arn = 'arn:aws:dynamodb:eu-west-1:000000000000:table/calls';
const definition = {
  KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
  BillingMode: 'PAY_PER_REQUEST',
  StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
};
const table = { name: 'calls', logicalId: 'Calls', arn, streamArn: `${arn}/stream/1`, definition, timeToLiveAttribute: undefined };

type Seen = { item: string; version: number };
type Given = Seen & { shard: string; from: number; to: number };
type Setting = {
  seed?: number;
  faults?: FaultRates;
  mapped?: Partial<StreamMapping>;
  /** What the function answers to a batch, after a second. */
  answer?: (records: readonly Seen[]) => InvocationOutcome;
};

/** A mapping of a table whose function takes a second; what the function was given, and what was set aside. */
function aStream({ seed = 1, faults = {}, mapped = {}, answer = () => ({ ok: true, payload: null }) }: Setting) {
  const timeline = createTimeline(Date.UTC(2026, 10, 22));
  const driver = createDriver(timeline);
  const chance = createChance({ seed, faults, schedule: undefined, onFault: () => undefined });
  chance.trouble = true;
  const tables = inProcessTables([table], timeline.now);
  const given: Given[] = [];
  const aside: QueueMessage[] = [];
  const trace: string[] = [];
  let shard = '';
  const note = (line: string): void => {
    trace.push(line);
    shard = / gets (\S+)/.exec(line)?.[1] ?? shard;
  };

  async function invoke(_arn: string, payload: unknown): Promise<InvocationOutcome> {
    const records = (payload as { Records: ChangeRecord[] }).Records.map(seenIn); // as a mapping gives them
    const [from, here] = [timeline.now(), shard];
    await timeline.clock.sleep(1_000);
    for (const record of records) given.push({ ...record, shard: here, from, to: timeline.now() });
    return answer(records);
  }

  const wake = startStreamMapping({
    ...{ mapping: { ...mapping, ...mapped }, name: 'publish', wiring: { region: 'eu-west-1', tables: [table] }, tables },
    queues: { send: (message) => void aside.push(message) },
    functions: { invoke },
    host: { timeline, chance, note, log: () => undefined, fail: driver.fail },
    outside: driver.outside,
  });
  const write = (item: string, version: number): void => {
    tables.handle('PutItem', { TableName: 'calls', Item: { pk: { S: item }, version: { N: String(version) } } }, 0);
    wake();
  };
  return { write, given, aside, trace, timeline, driver };
}

function seenIn({ dynamodb }: ChangeRecord): Seen {
  const { NewImage } = dynamodb as unknown as { NewImage: { pk: { S: string }; version: { N: string } } }; // as it was written
  return { item: NewImage.pk.S, version: Number(NewImage.version.N) };
}

/** Six items that change ten times each, in some minutes. */
async function manyChanges({ write, timeline, driver }: ReturnType<typeof aStream>): Promise<void> {
  for (let version = 1; version <= 10; version++) {
    for (const item of 'abcdef') write(item, version);
    await driver.awaiting(timeline.clock.sleep(20_000));
  }
  await driver.quiet();
}

describe('a mapping of a stream whose shards roll and split', () => {
  const faults: FaultRates = { 'shard-rolls': 0.1, 'shard-splits': 0.2, 'record-late': 0.1, 'record-again': 0.1, 'split-batch': 0.3 };

  it.each([1, 2, 3, 4, 5, 6])('hands over each change, and those of an item in their order (seed %i)', async (seed) => {
    const stream = aStream({ seed, faults });
    await manyChanges(stream);
    for (const item of 'abcdef') {
      const versions = stream.given.filter((one) => one.item === item).map(({ version }) => version);
      expect([...new Set(versions)]).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    }
    expect(new Set(stream.given.map(({ shard }) => shard)).size).toBeGreaterThan(4);
  });

  it('begins with no shard before all of the one that it comes from is done', async () => {
    const { given, ...stream } = aStream({ faults });
    await manyChanges({ given, ...stream });
    for (const child of given) {
      const parents = given.filter(({ shard }) => child.shard.startsWith(`${shard}.`));
      expect(parents.filter(({ to }) => to > child.from)).toEqual([]);
    }
  });

  it('handles shards side by side, those that come from one too', async () => {
    const { given, ...stream } = aStream({ faults: { 'shard-splits': 0.3 } });
    await manyChanges({ given, ...stream });
    const together = given.some((one) =>
      given.some(({ shard, from, to }) => shard !== one.shard && shard[8] === one.shard[8] && from < one.to && one.from < to),
    );
    expect(together).toBe(true);
  });
});

it('refuses a mapping that takes several batches of a shard at once', () => {
  expect(() => aStream({ mapped: { parallelizationFactor: 2 } })).toThrow('Cannot simulate 2 batches of a shard at once');
});

describe('a change that is never handled', () => {
  const answer: NonNullable<Setting['answer']> = (records) =>
    records.some(({ item }) => item === 'poison') ? failed('Error', 'no') : { ok: true, payload: null };

  async function poisoned(mapped: Partial<StreamMapping>) {
    const stream = aStream({ mapped, answer });
    const begunAt = stream.timeline.now();
    stream.write('poison', 1);
    await stream.driver.quiet();
    const conditions = stream.aside.map(({ body }) => JSON.parse(body).requestContext.condition);
    return { conditions, tries: stream.given.length, afterMs: stream.timeline.now() - begunAt, trace: stream.trace };
  }

  it('is set aside after as many tries as the mapping says', async () => {
    expect(await poisoned({ maximumRetryAttempts: 3 })).toMatchObject({ conditions: ['RetryAttemptsExhausted'], tries: 4 });
  });

  it('is set aside once it is as old as the mapping says', async () => {
    const { conditions, afterMs } = await poisoned({ maximumRetryAttempts: -1, maximumRecordAgeSeconds: 4 * 3_600 });
    expect(conditions).toEqual(['RecordAgeExceeded']);
    expect(Math.round(afterMs / hourMs)).toBe(4);
  });

  it('is gone from the stream after a day, and nobody is told, where the mapping goes on without an end', async () => {
    const { conditions, afterMs, trace } = await poisoned({ maximumRetryAttempts: -1 });
    expect(conditions).toEqual([]);
    expect(Math.round(afterMs / hourMs)).toBe(24);
    expect(trace).toContainEqual('1 changes of calls were trimmed from its stream before they were handled.');
  });
});

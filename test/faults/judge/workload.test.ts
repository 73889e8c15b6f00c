import { describe, expect, it } from 'vitest';
import { diallers } from '../../../functions/ingest/diallers/registry.ts';
import { ingest } from '../../../functions/ingest/ingest.ts';
import { reportCallOf } from '../../../shared/domain/report-call-of.ts';
import { memoryCallStore } from '../../doubles/memory-call-store.ts';
import { memoryLeadStore } from '../../doubles/memory-lead-store.ts';
import { memoryQuarantineStore } from '../../doubles/memory-quarantine-store.ts';
import { chanceOf } from './chance.ts';
import { expectedCall } from './expected-call.ts';
import { type Message, type Workload, workload } from './workload.ts';

const startMs = Date.UTC(2026, 2, 4, 10);
const seeds = Array.from({ length: 150 }, (_, index) => index + 1);

/** The ingest of the product over stores in memory: no faults, and what each message was answered. */
async function ingested({ directory, leads, connections }: Workload, messages: readonly Message[]) {
  const stores = { calls: memoryCallStore(), leads: memoryLeadStore(), quarantine: memoryQuarantineStore() };
  for (const lead of leads) await stores.leads.save({ before: undefined, after: lead, at: lead.createdAt });
  const answers: { message: Message; result: string }[] = [];
  for (const message of messages) {
    const { method, path, headers, body } = message.request(message.sendAtMs);
    const request = { method, url: `https://redial.example${path}`, headers, body: Buffer.from(body) };
    const { result } = await ingest(path.split('/').at(-1) ?? '', request, {
      ...stores,
      diallers,
      connection: async (id) => connections.find((connection) => connection.id === id),
      directory: async () => directory,
      now: () => new Date(message.sendAtMs).toISOString(),
    });
    answers.push({ message, result });
  }
  return { answers, calls: stores.calls.all() };
}

describe('the workload', () => {
  it('is the same for the same seed, and another for another', () => {
    const sentIn = (seed: number) => workload(seed, startMs).messages.map(({ request, sendAtMs }) => request(sendAtMs));
    expect(sentIn(7)).toEqual(sentIn(7));
    expect(sentIn(7)).not.toEqual(sentIn(8));
  });

  it.each([
    ['three calls told in about ten webhooks', (seed: number) => seed % 20 !== 5, { least: 8, most: 14 }],
    ['about ten calls told in about 25 webhooks, every twentieth time', (seed: number) => seed % 20 === 5, { least: 18, most: 32 }],
  ])('is %s', (_, isMeant, { least, most }) => {
    const counts = seeds.filter(isMeant).map((seed) => workload(seed, startMs).messages.length);
    const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
    expect(mean).toBeGreaterThan(least);
    expect(mean).toBeLessThan(most);
  });

  it('is answered by the product as each kind of message has to be', async () => {
    const said = { genuine: 'recorded', signed: 'recorded', unreadable: 'quarantined', 'not-about-a-call': 'ignored' };
    const results = { ...said, forged: 'refused', stale: 'refused' };
    for (const seed of seeds.slice(0, 30)) {
      const work = workload(seed, startMs);
      const { answers } = await ingested(work, work.messages);
      expect(answers.map(({ result }) => result)).toEqual(work.messages.map(({ kind }) => results[kind]));
    }
  });
});

describe('expectedCall', () => {
  it('is what the product folds, whichever of the messages came and in whatever order', async () => {
    for (const seed of seeds) {
      const work = workload(seed, startMs);
      const chance = chanceOf(seed);
      const some = work.messages
        .filter(({ kind }) => kind === 'genuine' && chance.happens(0.8))
        .map((message) => ({ message, place: chance.whole(0, 1e9) }))
        .sort((a, b) => a.place - b.place)
        .map(({ message }) => message);
      const { calls } = await ingested(work, some);
      const byCall = Map.groupBy(
        some.flatMap((message) => (message.kind === 'genuine' ? [message] : [])),
        ({ call }) => call,
      );
      const expected = [...byCall].map(([call, messages]) =>
        expectedCall(
          call,
          messages.map(({ said }) => said),
          work,
        ),
      );
      expect(calls.map(reportCallOf).sort(byId)).toEqual(expected.sort(byId));
    }
  });
});

function byId(a: { id: string }, b: { id: string }): number {
  return a.id < b.id ? -1 : 1;
}

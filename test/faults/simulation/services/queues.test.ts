import { describe, expect, it } from 'vitest';
import type { QueueWiring } from '../../../../local/wiring.ts';
import { createChance } from '../chance.ts';
import { createTimeline } from '../timeline.ts';
import { createQueues } from './queues.ts';

const hour = 3_600;
const work = 'arn:work';
const aside = 'arn:aside';

/** A queue and its dead-letter queue, each keeping messages for so long. */
function twoQueues({ workKeeps, asideKeeps }: { workKeeps: number; asideKeeps: number }) {
  const timeline = createTimeline(0);
  const chance = createChance({ seed: 1, faults: {}, schedule: undefined, onFault: () => undefined });
  const trace: string[] = [];
  const of = (arn: string, retentionSeconds: number): QueueWiring => ({
    ...{ logicalId: arn, name: arn, url: arn, arn, retentionSeconds },
    visibilityTimeoutSeconds: 30,
    deadLetter: arn === work ? { queueArn: aside, maxReceiveCount: 2 } : undefined,
  });
  const host = {
    timeline,
    chance,
    note: (what: string) => void trace.push(what),
    log: () => undefined,
    fail: (error: unknown) => expect.unreachable(String(error)),
  };
  const queues = createQueues([of(work, workKeeps), of(aside, asideKeeps)], new Map(), host);
  const passes = (seconds: number): void => {
    timeline.after(seconds * 1_000, () => undefined);
    while (timeline.step());
  };
  return { queues, passes, trace };
}

/** Receives a message until it is set aside, an hour between. */
function failThrice({ queues, passes }: ReturnType<typeof twoQueues>): number[] {
  return [1, 2, 3].map(() => {
    passes(hour);
    return queues.receive(work, 10).length;
  });
}

describe('a queue', () => {
  it('keeps a message for its time and no longer, whether it was received or not', () => {
    const { queues, passes, trace } = twoQueues({ workKeeps: 2 * hour, asideKeeps: 10 * hour });
    queues.send({ queueArn: work, body: 'received' });
    passes(hour);
    expect(queues.receive(work, 10).map(({ body }) => body)).toEqual(['received']);
    queues.send({ queueArn: work, body: 'younger' });
    passes(hour);
    expect(queues.messages(work).map(({ body }) => body)).toEqual(['younger']);
    passes(hour);
    expect(queues.receive(work, 10)).toEqual([]);
    expect(trace.filter((line) => line.endsWith('no longer'))).toHaveLength(2);
  });

  it('sets a message aside as old as it is, for what is left of the time there', () => {
    const both = twoQueues({ workKeeps: 4 * hour, asideKeeps: 5 * hour });
    both.queues.send({ queueArn: work, body: 'failing' });
    expect(failThrice(both)).toEqual([1, 1, 0]);
    expect(both.queues.messages(aside)).toMatchObject([{ body: 'failing', sentAt: 0 }]);
    both.passes(2 * hour);
    expect(both.queues.messages(aside)).toEqual([]);
  });

  it('loses what it sets aside where that is kept no longer than it took to fail', () => {
    const both = twoQueues({ workKeeps: 4 * hour, asideKeeps: 3 * hour });
    both.queues.send({ queueArn: work, body: 'failing' });
    failThrice(both);
    expect([both.queues.messages(work), both.queues.messages(aside)]).toEqual([[], []]);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTimeline } from './timeline.ts';

describe('a timeline', () => {
  it('lets things happen in order of time, and of entry where times are equal', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20 })), (delays) => {
        const timeline = createTimeline(1_000);
        const seen: [at: number, entry: number][] = [];
        for (const [entry, ms] of delays.entries()) timeline.after(ms, () => seen.push([timeline.now(), entry]));
        while (timeline.step());
        const expected = delays.map((ms, entry): [number, number] => [1_000 + ms, entry]);
        expect(seen).toEqual(expected.sort(([a, first], [b, second]) => a - b || first - second));
      }),
    );
  });

  it('forgets what is cancelled, and counts only what somebody waits for', () => {
    const timeline = createTimeline(0);
    const entry = timeline.after(5, () => expect.unreachable());
    timeline.after(7, () => undefined, { background: true });
    expect(timeline.awaited()).toBe(1);
    timeline.cancel(entry);
    timeline.cancel(entry);
    expect(timeline.awaited()).toBe(0);
    expect([timeline.step(), timeline.now(), timeline.step()]).toEqual([true, 7, false]);
  });
});

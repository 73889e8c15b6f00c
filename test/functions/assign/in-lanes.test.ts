import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { inLanes } from '../../../functions/assign/in-lanes.ts';

describe('inLanes', () => {
  it('does what shares a lane in order, and never more at once than it may', async () => {
    const busy = new Set<string>();
    const done: number[] = [];
    let most = 0;
    const tasks = Array.from({ length: 30 }, (_, n) => ({
      lanes: [`a_${n % 3}`, `a_${(n * 7) % 5}`],
      work: async () => {
        const lanes = [`a_${n % 3}`, `a_${(n * 7) % 5}`];
        for (const lane of lanes) expect(busy.has(lane)).toBe(false);
        for (const lane of lanes) busy.add(lane);
        most = Math.max(most, busy.size);
        await setTimeout(n % 4);
        for (const lane of lanes) busy.delete(lane);
        done.push(n);
        return n;
      },
    }));
    expect(await inLanes(tasks, 2)).toEqual(tasks.map((_, n) => n));
    expect(most).toBeLessThanOrEqual(4);
    for (const lane of ['a_0', 'a_1', 'a_2']) {
      const own = done.filter((n) => tasks[n]?.lanes.includes(lane));
      expect(own).toEqual(own.toSorted((a, b) => a - b));
    }
  });

  it('fails with the first error once everything has ended', async () => {
    const ended: number[] = [];
    const tasks = [1, 2, 3].map((n) => ({
      lanes: ['one'],
      work: async () => {
        ended.push(n);
        if (n === 1) throw new Error('the first');
      },
    }));
    await expect(inLanes(tasks, 1)).rejects.toThrow('the first');
    expect(ended).toEqual([1, 2, 3]);
  });
});

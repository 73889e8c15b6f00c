import { describe, expect, it } from 'vitest';
import { allAtOnce } from '../../../shared/store/all-at-once.ts';

async function* given(...values: readonly number[]): AsyncGenerator<number> {
  yield* values;
}

describe('allAtOnce', () => {
  it('is every value of every source', async () => {
    const values: number[] = [];
    for await (const value of allAtOnce([given(1, 2, 3), given(), given(4)])) values.push(value);
    expect(values.sort()).toEqual([1, 2, 3, 4]);
  });

  it('fails when one of its sources does, even while nobody waits for it', async () => {
    async function* failing(): AsyncGenerator<number> {
      yield 1;
      throw new Error('the second page is gone');
    }
    const values = allAtOnce([failing()]);
    expect(await values.next()).toEqual({ done: false, value: 1 });
    await new Promise((resolve) => setImmediate(resolve));
    await expect(values.next()).rejects.toThrow('the second page is gone');
  });
});

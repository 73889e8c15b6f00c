import fc from 'fast-check';
import { expect, it } from 'vitest';
import { mergedInOrder } from '../../../shared/store/merged-in-order.ts';

async function* given(pages: readonly string[][]): AsyncGenerator<string[]> {
  yield* pages;
}

it('gives what sources give in their order, each once, in pages of a size', async () => {
  const word = fc.stringMatching(/^[a-d]{1,3}$/);
  const source = fc.tuple(fc.uniqueArray(word, { maxLength: 12 }), fc.integer({ min: 1, max: 4 })).map(([words, size]) => {
    const sorted = words.toSorted();
    // An empty page in front: a query may find nothing and go on.
    return [[], ...Array.from({ length: Math.ceil(sorted.length / size) }, (_, page) => sorted.slice(page * size, (page + 1) * size))];
  });
  await fc.assert(
    fc.asyncProperty(fc.array(source, { maxLength: 4 }), fc.integer({ min: 1, max: 5 }), async (sources, size) => {
      const pages: string[][] = [];
      for await (const page of mergedInOrder(sources.map(given), (one) => one, size)) pages.push(page);
      expect(pages.flat()).toEqual([...new Set(sources.flat(2))].toSorted());
      for (const page of pages.slice(0, -1)) expect(page).toHaveLength(size);
    }),
    { numRuns: 50 },
  );
});

it('fails where a source does', async () => {
  const broken = async function* (): AsyncGenerator<string[]> {
    yield ['a'];
    throw new Error('no more');
  };
  const read = async () => {
    for await (const _ of mergedInOrder([broken(), given([['b']])], (one) => one, 10));
  };
  await expect(read()).rejects.toThrow('no more');
});

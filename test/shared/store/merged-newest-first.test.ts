import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergedNewestFirst } from '../../../shared/store/merged-newest-first.ts';

async function allOfThem(items: AsyncIterable<string>): Promise<string[]> {
  const all: string[] = [];
  for await (const item of items) all.push(item);
  return all;
}

async function* given(items: readonly string[]): AsyncGenerator<string> {
  yield* items;
}

describe('mergedNewestFirst', () => {
  it('is all items of all sources in falling order', async () => {
    const sources = fc.array(fc.array(fc.string({ maxLength: 3 })), { maxLength: 9 });
    await fc.assert(
      fc.asyncProperty(sources, async (lists) => {
        const falling = (items: readonly string[]) => items.toSorted().reverse();
        const merged = await allOfThem(
          mergedNewestFirst(
            lists.map((list) => given(falling(list))),
            (item) => item,
          ),
        );
        expect(merged).toEqual(falling(lists.flat()));
      }),
    );
  });

  it('asks a source for no more than was needed of it', async () => {
    const asked: string[] = [];
    async function* noted(items: readonly string[]): AsyncGenerator<string> {
      for (const item of items) {
        asked.push(item);
        yield item;
      }
    }
    for await (const item of mergedNewestFirst([noted(['9', '8', '7']), noted(['5', '4', '3'])], (one) => one)) if (item === '8') break;
    expect(asked).toEqual(['9', '5', '8']);
  });
});

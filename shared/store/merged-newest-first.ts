type Head<Item> = { item: Item; key: string; rest: AsyncIterator<Item> };

/**
 * One stream of items out of several, each of which gives its own in falling order of `keyOf`. The first item of each is asked for at the
 * same time; further ones only when they are needed.
 */
export async function* mergedNewestFirst<Item>(
  sources: readonly AsyncIterable<Item>[],
  keyOf: (item: Item) => string,
): AsyncGenerator<Item> {
  const headOf = async (rest: AsyncIterator<Item>): Promise<Head<Item>[]> => {
    const next = await rest.next();
    return next.done ? [] : [{ item: next.value, key: keyOf(next.value), rest }];
  };
  let heads = (await Promise.all(sources.map((source) => headOf(source[Symbol.asyncIterator]())))).flat();
  while (heads.length > 0) {
    const newest = heads.reduce((most, head) => (head.key > most.key ? head : most));
    yield newest.item;
    const following = await headOf(newest.rest);
    heads = [...heads.filter((head) => head !== newest), ...following];
  }
}

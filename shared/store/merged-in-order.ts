type Source<Item> = { pages: AsyncIterator<readonly Item[]>; items: readonly Item[]; at: number };

/**
 * Pages of one stream of items out of several, each of which gives its own in rising order of `keyOf`. An item that two of them give is given
 * once. Whole pages are asked for, and only when they are needed: what is held is a page of each.
 */
export async function* mergedInOrder<Item>(
  sources: readonly AsyncIterable<readonly Item[]>[],
  keyOf: (item: Item) => string,
  pageSize: number,
): AsyncGenerator<Item[]> {
  const heads = await Promise.all(sources.map((source) => begun(source[Symbol.asyncIterator]())));
  let open = heads.filter((head) => head !== undefined);
  let page: Item[] = [];
  let last: string | undefined;
  while (open.length > 0) {
    const { source, item, key } = leastOf(open, keyOf);
    if (key !== last) page.push(item);
    last = key;
    source.at += 1;
    if (source.at === source.items.length && !(await turned(source))) open = open.filter((one) => one !== source);
    if (page.length >= pageSize) {
      yield page;
      page = [];
    }
  }
  if (page.length > 0) yield page;
}

async function begun<Item>(pages: AsyncIterator<readonly Item[]>): Promise<Source<Item> | undefined> {
  const source: Source<Item> = { pages, items: [], at: 0 };
  return (await turned(source)) ? source : undefined;
}

/** On to the next page that holds anything; false where there is none. */
async function turned<Item>(source: Source<Item>): Promise<boolean> {
  for (;;) {
    const next = await source.pages.next();
    if (next.done) return false;
    if (next.value.length === 0) continue;
    source.items = next.value;
    source.at = 0;
    return true;
  }
}

function leastOf<Item>(open: readonly Source<Item>[], keyOf: (item: Item) => string) {
  let least: { source: Source<Item>; item: Item; key: string } | undefined;
  for (const source of open) {
    const item = source.items[source.at] as Item; // a source that is open has one
    const key = keyOf(item);
    if (least === undefined || key < least.key) least = { source, item, key };
  }
  if (!least) throw new Error('Cannot merge: no source is open');
  return least;
}

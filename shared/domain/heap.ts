export type Heap<Item> = {
  push(item: Item): void;
  /** The first in order; it stays. */
  peek(): Item | undefined;
  pop(): Item | undefined;
};

/** A binary heap: adding and taking the first cost the logarithm of its size. */
export function heapOf<Item>(isBefore: (a: Item, b: Item) => boolean): Heap<Item> {
  const items: Item[] = [];
  // An index that is compared is always below the length.
  const before = (a: number, b: number) => isBefore(items[a] as Item, items[b] as Item);

  function swap(a: number, b: number): void {
    [items[a], items[b]] = [items[b] as Item, items[a] as Item];
  }
  function rise(from: number): void {
    for (let at = from; at > 0; ) {
      const parent = (at - 1) >> 1;
      if (!before(at, parent)) return;
      swap(at, parent);
      at = parent;
    }
  }
  function sink(): void {
    for (let at = 0; ; ) {
      const [left, right] = [2 * at + 1, 2 * at + 2];
      let least = at;
      if (left < items.length && before(left, least)) least = left;
      if (right < items.length && before(right, least)) least = right;
      if (least === at) return;
      swap(at, least);
      at = least;
    }
  }

  return {
    push: (item) => {
      items.push(item);
      rise(items.length - 1);
    },
    peek: () => items[0],
    pop: () => {
      const first = items[0];
      const last = items.pop();
      if (items.length > 0) {
        items[0] = last as Item; // there was one
        sink();
      }
      return first;
    },
  };
}

import type { Clock } from '../../../local/world.ts';

/** Something that happens at a time. `background`: it happens anyway, again and again, so nobody waits for it to be over. */
export type Entry = { at: number; order: number; run: () => void; background: boolean; cancelled: boolean };

/** Virtual time: what is to happen, in order of time, and of entry where times are equal. */
export type Timeline = {
  now: () => number;
  after: (ms: number, run: () => void, options?: { background: boolean }) => Entry;
  cancel: (entry: Entry) => void;
  /** Lets the next thing happen, and time with it; false where there is none. */
  step: () => boolean;
  /** How much is to come that somebody waits for. */
  awaited: () => number;
  clock: Clock;
};

export function createTimeline(startsAt: number): Timeline {
  const heap: Entry[] = [];
  let now = startsAt;
  let order = 0;
  let awaited = 0;

  function after(ms: number, run: () => void, { background } = { background: false }): Entry {
    const entry = { at: now + Math.max(0, Math.ceil(ms)), order: order++, run, background, cancelled: false };
    if (!background) awaited += 1;
    push(heap, entry);
    return entry;
  }

  function cancel(entry: Entry): void {
    if (entry.cancelled) return;
    entry.cancelled = true;
    if (!entry.background) awaited -= 1;
  }

  function step(): boolean {
    for (let entry = pop(heap); entry; entry = pop(heap)) {
      if (entry.cancelled) continue;
      // So that cancelling what has happened changes nothing.
      cancel(entry);
      now = entry.at;
      entry.run();
      return true;
    }
    return false;
  }

  const sleep = (ms: number): Promise<void> => new Promise((resolve) => after(ms, resolve));
  return { now: () => now, after, cancel, step, awaited: () => awaited, clock: { now: () => now, sleep } };
}

function isBefore(a: Entry, b: Entry): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}

function push(heap: Entry[], entry: Entry): void {
  let place = heap.push(entry) - 1;
  while (place > 0) {
    const above = (place - 1) >> 1;
    const parent = heap[above];
    if (!parent || !isBefore(entry, parent)) break;
    heap[place] = parent;
    place = above;
  }
  heap[place] = entry;
}

function pop(heap: Entry[]): Entry | undefined {
  const first = heap[0];
  const last = heap.pop();
  if (!first || !last || heap.length === 0) return first;
  let place = 0;
  for (;;) {
    const left = heap[2 * place + 1];
    const right = heap[2 * place + 2];
    const [child, below] = left && right && isBefore(right, left) ? [right, 2 * place + 2] : [left, 2 * place + 1];
    if (!child || !isBefore(child, last)) break;
    heap[place] = child;
    place = below;
  }
  heap[place] = last;
  return first;
}

type Waiting<Value> = Promise<{ from: AsyncIterator<Value>; next: IteratorResult<Value> }>;

/** Values of several sources as they come, in no order; all sources work at the same time, each at most one value ahead. */
export async function* allAtOnce<Value>(sources: readonly AsyncIterable<Value>[]): AsyncGenerator<Value> {
  const ask = (from: AsyncIterator<Value>): Waiting<Value> => {
    const answer = from.next().then((next) => ({ from, next }));
    // It may fail while nobody waits for it; whoever asks for the next value is told then.
    answer.catch(() => {});
    return answer;
  };
  const waiting = new Map<AsyncIterator<Value>, Waiting<Value>>();
  for (const source of sources) {
    const iterator = source[Symbol.asyncIterator]();
    waiting.set(iterator, ask(iterator));
  }
  while (waiting.size > 0) {
    const { from, next } = await Promise.race(waiting.values());
    if (next.done) waiting.delete(from);
    else {
      waiting.set(from, ask(from));
      yield next.value;
    }
  }
}

/** Does something slow with each of several things, some at a time, and gives the results in the order of the things. */
export async function* ahead<In, Out>(things: AsyncIterable<In>, atATime: number, act: (thing: In) => Promise<Out>): AsyncGenerator<Out> {
  const waiting: Promise<Out>[] = [];
  for await (const thing of things) {
    const result = act(thing);
    // It may fail before its turn to be waited for; whoever waits for it is told then.
    result.catch(() => {});
    waiting.push(result);
    const first = waiting.length >= atATime ? waiting.shift() : undefined;
    if (first) yield await first;
  }
  for (const result of waiting) yield await result;
}

/** Something to do that nothing else of the same lane may be done beside. */
export type InLanes<Result> = { lanes: readonly string[]; work: () => Promise<Result> };

/**
 * Does all of it, so much at a time at most; of what shares a lane one after another, in the order given.
 * @returns the results in that order
 * @throws the first error, once everything has ended
 */
export async function inLanes<Result>(tasks: readonly InLanes<Result>[], atOnce: number): Promise<Result[]> {
  const last = new Map<string, Promise<unknown>>();
  const waiting: (() => void)[] = [];
  let free = atOnce;

  async function limited(work: () => Promise<Result>): Promise<Result> {
    if (free > 0) free -= 1;
    else await new Promise<void>((go) => waiting.push(go));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  }

  const results = tasks.map(({ lanes, work }) => {
    const before = lanes.map((lane) => last.get(lane));
    const result = Promise.allSettled(before).then(() => limited(work));
    for (const lane of lanes) last.set(lane, result);
    return result;
  });
  const settled = await Promise.allSettled(results);
  const failed = settled.find((one) => one.status === 'rejected');
  if (failed) throw failed.reason;
  return settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
}

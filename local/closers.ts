/** Collects what must be closed, and closes it in the reverse order of opening; once. A close that fails does not keep the others open. */
export type Closers = {
  add: (close: () => unknown) => void;
  close: () => Promise<void>;
};

export function createClosers(): Closers {
  const open: (() => unknown)[] = [];
  let closed: Promise<void> | undefined;
  async function closeAll(): Promise<void> {
    const errors: unknown[] = [];
    for (let close = open.pop(); close; close = open.pop()) {
      try {
        await close();
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length > 0) throw new AggregateError(errors, 'Not everything could be stopped cleanly.');
  }
  return {
    add: (close) => void open.push(close),
    close: () => (closed ??= closeAll()),
  };
}

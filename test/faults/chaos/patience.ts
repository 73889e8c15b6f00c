/** How long to wait for something that a busy machine may be slow at: not for so long in all, but for so long without any sign of it. */
export type Patience = {
  /** Something of what is waited for has happened. */
  sign: () => void;
  /** Whether to wait on. */
  lasts: () => boolean;
};

/** `now` is in milliseconds. It ends at the latest after `longestMs`, however many signs there are. */
export function patience({ withoutSignMs, longestMs, now }: { withoutSignMs: number; longestMs: number; now: () => number }): Patience {
  const end = now() + longestMs;
  let until = now() + withoutSignMs;
  return {
    sign: () => {
      until = now() + withoutSignMs;
    },
    lasts: () => now() < Math.min(until, end),
  };
}

import type { Clock } from './world.ts';

/** Repeats an action that must not be given up, with growing pauses up to a minute, until it succeeds or the signal aborts. */
export async function untilDone(
  action: () => Promise<void>,
  { clock, signal, onError }: { clock: Clock; signal: AbortSignal; onError: (error: unknown) => void },
): Promise<boolean> {
  for (let pauseMs = 1_000; !signal.aborted; pauseMs = Math.min(pauseMs * 2, 60_000)) {
    try {
      await action();
      return true;
    } catch (error) {
      onError(error);
    }
    await clock.sleep(pauseMs, signal);
  }
  return false;
}

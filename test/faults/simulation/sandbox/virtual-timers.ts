type Callback = (...args: unknown[]) => void;
type Timer = { ref: () => Timer; unref: () => Timer; hasRef: () => boolean; refresh: () => Timer; cancel: () => void };

export type VirtualTimers = {
  setTimeout: (callback: Callback, ms?: number, ...args: unknown[]) => Timer;
  clearTimeout: (timer: unknown) => void;
  setInterval: (callback: Callback, ms?: number, ...args: unknown[]) => Timer;
  clearInterval: (timer: unknown) => void;
  setImmediate: (callback: Callback, ...args: unknown[]) => Timer;
  clearImmediate: (timer: unknown) => void;
};

/** Timers of a function. `later` calls back after so much virtual time of its environment, and gives what cancels that. */
export function virtualTimers(later: (ms: number, run: () => void) => () => void): VirtualTimers {
  const start = (run: () => void, ms: number, repeats: boolean): Timer => {
    let cancelThis = (): void => undefined;
    const arm = (): void => {
      cancelThis = later(ms, () => {
        if (repeats) arm();
        run();
      });
    };
    const refresh = (): Timer => {
      cancelThis();
      arm();
      return timer;
    };
    const timer: Timer = { ref: () => timer, unref: () => timer, hasRef: () => true, refresh, cancel: () => cancelThis() };
    arm();
    return timer;
  };
  const clear = (timer: unknown): void => {
    if (typeof timer === 'object' && timer !== null && 'cancel' in timer && typeof timer.cancel === 'function') timer.cancel();
  };
  return {
    setTimeout: (callback, ms = 0, ...args) => start(() => callback(...args), Math.max(1, ms), false),
    setInterval: (callback, ms = 0, ...args) => start(() => callback(...args), Math.max(1, ms), true),
    setImmediate: (callback, ...args) => start(() => callback(...args), 0, false),
    clearTimeout: clear,
    clearInterval: clear,
    clearImmediate: clear,
  };
}

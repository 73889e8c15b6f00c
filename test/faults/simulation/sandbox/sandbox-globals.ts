import type { VirtualTimers } from './virtual-timers.ts';

/** Names of globals that a function sees in other forms than this process has them. */
export const sandboxNames = [
  'require',
  'importModule',
  'process',
  'console',
  'crypto',
  'performance',
  'Date',
  'Math',
  'setTimeout',
  'clearTimeout',
  'setInterval',
  'clearInterval',
  'setImmediate',
  'clearImmediate',
  'fetch',
  'globalThis',
  'global',
] as const;

export type SandboxGlobals = Record<(typeof sandboxNames)[number], unknown>;

export type SandboxNeeds = {
  now: () => number;
  random: () => number;
  timers: VirtualTimers;
  modules: (name: string) => unknown;
};

/** The globals of one environment: its own clock, chance, timers, variables and modules. */
export function sandboxGlobals({ now, random, timers, modules }: SandboxNeeds): SandboxGlobals {
  const own = {
    require: modules,
    importModule: async (name: string) => modules(name),
    process: modules('node:process'),
    console: modules('node:console'),
    crypto: modules('node:crypto'),
    performance: { now },
    Date: dateOf(now),
    Math: Object.create(Math, { random: { value: random } }) as unknown,
    ...timers,
    fetch: () => Promise.reject(new Error('Cannot fetch: a simulated function reaches AWS through its SDK alone')),
  };
  const global: object = Object.create(globalThis, Object.getOwnPropertyDescriptors(own));
  Object.defineProperty(global, 'globalThis', { value: global });
  return { ...own, globalThis: global, global };
}

/** Without arguments it is the virtual now. Other dates of this process count as dates too. */
function dateOf(now: () => number): typeof Date {
  const RealDate = Date;
  return class extends RealDate {
    constructor(...parts: []) {
      // Typed as none because `Date` has many forms; all are passed on.
      if ((parts as unknown[]).length === 0) super(now());
      else super(...parts);
    }
    static override now(): number {
      return now();
    }
    static override [Symbol.hasInstance](value: unknown): boolean {
      return value instanceof RealDate;
    }
  } as typeof Date; // which can be called without `new` as well; no bundle does
}

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Environment } from '../../../local/lambda/environment.ts';
import { createPool } from '../../../local/lambda/pool.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A pool of environments that end an invocation when told to; `stopped` names those that were ended. */
function aPool() {
  const stopped: string[] = [];
  const ends: (() => void)[] = [];
  let started = 0;
  const start = (): Environment => {
    const id = `environment-${++started}`;
    const run = () => new Promise<{ ok: true; payload: string }>((resolve) => ends.push(() => resolve({ ok: true, payload: id })));
    const stop = async () => void stopped.push(id);
    return { id, run, stop, crash: async () => {}, alive: () => !stopped.includes(id) };
  };
  return { pool: createPool({ start, limit: 4, reserved: undefined }), stopped, endAll: () => ends.splice(0).forEach((end) => void end()) };
}

describe('a pool', () => {
  it('ends environments that were idle for long, but for one', async () => {
    const { pool, stopped, endAll } = aPool();
    const first = Promise.all([pool.run('a', ''), pool.run('b', ''), pool.run('c', '')]);
    await vi.advanceTimersByTimeAsync(0);
    endAll();
    await first;
    await vi.advanceTimersByTimeAsync(29_000);
    expect(stopped).toEqual([]);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(stopped).toHaveLength(2);
  });

  it('keeps an environment that was used meanwhile', async () => {
    const { pool, stopped, endAll } = aPool();
    const invoke = async (count: number): Promise<unknown[]> => {
      const outcomes = Promise.all(Array.from({ length: count }, () => pool.run('r', '')));
      await vi.advanceTimersByTimeAsync(0);
      endAll();
      return outcomes;
    };
    await invoke(2);
    await vi.advanceTimersByTimeAsync(20_000);
    const [last] = await invoke(1);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(stopped).toHaveLength(1);
    expect(await invoke(1)).toEqual([last]);
  });
});

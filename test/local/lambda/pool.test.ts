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

  it('throttles an invocation whose caller goes before there is room, and lets the others wait', async () => {
    const { pool, endAll } = aPool();
    const caller = new AbortController();
    const running = [1, 2, 3, 4].map(() => pool.run('r', ''));
    const gone = pool.run('gone', '', caller.signal);
    const patient = pool.run('patient', '', new AbortController().signal);
    caller.abort();
    expect(await gone).toMatchObject({
      ok: false,
      error: { reason: 'throttled', errorMessage: expect.stringContaining('4 environments') },
    });
    expect(await pool.run('late', '', caller.signal)).toMatchObject({ error: { reason: 'throttled' } });
    expect(pool.busy()).toBe(5);
    await vi.advanceTimersByTimeAsync(0);
    endAll();
    await Promise.all(running);
    await vi.advanceTimersByTimeAsync(0);
    endAll();
    expect(await patient).toMatchObject({ ok: true });
    expect(pool.busy()).toBe(0);
  });

  it('lets an invocation that has begun go on when its caller is gone', async () => {
    const { pool, endAll } = aPool();
    const caller = new AbortController();
    const begun = pool.run('r', '', caller.signal);
    await vi.advanceTimersByTimeAsync(0);
    caller.abort();
    endAll();
    expect(await begun).toMatchObject({ ok: true });
  });
});

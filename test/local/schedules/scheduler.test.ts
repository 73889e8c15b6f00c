import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { QueueMessage } from '../../../local/queue-sender.ts';
import { type Scheduler, type SchedulerOptions, startScheduler } from '../../../local/schedules/scheduler.ts';
import type { ScheduleWiring } from '../../../local/wiring.ts';
import type { Clock } from '../../../local/world.ts';
import { aFolder } from '../a-folder.ts';
import { until } from '../until.ts';

const minuteMs = 60_000;
const noon = Date.parse('2026-11-22T12:00:00Z');

function aSchedule(overrides: Partial<ScheduleWiring> = {}): ScheduleWiring {
  const target = {
    id: 'Target0',
    arn: 'arn:rollup',
    deadLetterQueueArn: 'arn:dead',
    maximumRetryAttempts: 3,
    maximumEventAgeSeconds: 3_600,
  };
  return {
    logicalId: 'RollupSchedule',
    name: 'rollup',
    expression: 'rate(5 minutes)',
    timezone: 'UTC',
    input: '{"due":true}',
    target,
    ...overrides,
  };
}

/** A clock that stands still until it is moved. */
function aClock(startMs: number): Clock & { moveTo: (ms: number) => Promise<void> } {
  let now = startMs;
  const sleepers = new Set<{ untilMs: number; wake: () => void }>();
  return {
    now: () => now,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        const sleeper = { untilMs: now + ms, wake: resolve };
        sleepers.add(sleeper);
        signal?.addEventListener('abort', () => resolve());
      }),
    async moveTo(ms) {
      now = ms;
      for (const sleeper of sleepers) if (sleeper.untilMs <= now && sleepers.delete(sleeper)) sleeper.wake();
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

function started({ startMs = noon, ...overrides }: Partial<SchedulerOptions> & { startMs?: number } = {}) {
  const clock = aClock(startMs);
  const invoked: { at: string; arn: string; payload: unknown }[] = [];
  const sent: QueueMessage[] = [];
  const scheduler: Scheduler = startScheduler({
    schedules: [aSchedule()],
    region: 'ap-south-1',
    account: '000000000000',
    world: { clock, random: () => 0, faultOf: () => undefined },
    runBookFile: 'memory',
    invokeAsync: (arn, payload) => {
      invoked.push({ at: new Date(clock.now()).toISOString().slice(11, 16), arn, payload });
      return { ok: true, payload: 'request' };
    },
    send: async (message) => void sent.push(message),
    log: () => {},
    ...overrides,
  });
  onTestFinished(() => scheduler.stop());
  return { clock, invoked, sent, scheduler, times: () => invoked.map(({ at }) => at) };
}

describe('startScheduler', () => {
  it('runs a rate one period after the start, and each period from then on, with its input', async () => {
    const { clock, invoked, times } = started();
    await clock.moveTo(noon + 4 * minuteMs);
    expect(times()).toEqual([]);
    await clock.moveTo(noon + 5 * minuteMs);
    await clock.moveTo(noon + 10 * minuteMs);
    expect(times()).toEqual(['12:05', '12:10']);
    expect(invoked[0]).toMatchObject({ arn: 'arn:rollup', payload: { due: true } });
  });

  it('keeps its plan over a restart', async () => {
    const runBookFile = join(aFolder(), 'schedules.json');
    const first = started({ runBookFile });
    await first.scheduler.stop();
    const second = started({ runBookFile, startMs: noon + 3 * minuteMs });
    await second.clock.moveTo(noon + 5 * minuteMs);
    expect(second.times()).toEqual(['12:05']);
  });

  it('makes up for all missed runs by one', async () => {
    const runBookFile = join(aFolder(), 'schedules.json');
    await started({ runBookFile }).scheduler.stop();
    const second = started({ runBookFile, startMs: noon + 62 * minuteMs });
    await second.clock.moveTo(noon + 63 * minuteMs);
    expect(second.times()).toEqual(['13:03']);
    await second.clock.moveTo(noon + 68 * minuteMs);
    expect(second.times()).toEqual(['13:03', '13:08']);
  });

  it('plans afresh when the expression changed', async () => {
    const runBookFile = join(aFolder(), 'schedules.json');
    await started({ runBookFile }).scheduler.stop();
    const second = started({ runBookFile, startMs: noon + 62 * minuteMs, schedules: [aSchedule({ expression: 'cron(0 14 * * ? *)' })] });
    await second.clock.moveTo(noon + 119 * minuteMs);
    expect(second.times()).toEqual([]);
    await second.clock.moveTo(noon + 120 * minuteMs);
    expect(second.times()).toEqual(['14:00']);
  });

  it('runs one now, beside its plan', async () => {
    const { clock, scheduler, times } = started();
    await scheduler.runNow(aSchedule());
    await clock.moveTo(noon + 5 * minuteMs);
    expect(times()).toEqual(['12:00', '12:05']);
  });

  it('fills in the context attributes of its input', async () => {
    const { scheduler, invoked } = started();
    await scheduler.runNow(aSchedule({ input: '{"at":"<aws.scheduler.scheduled-time>","x":"<aws.scheduler.other>"}' }));
    expect(invoked[0]?.payload).toEqual({ at: '2026-11-22T12:00:00Z', x: '<aws.scheduler.other>' });
  });

  it('sets a run aside that its target refuses', async () => {
    const error = { reason: 'unknown-function', errorType: 'ResourceNotFoundException', errorMessage: 'Function not found' } as const;
    const { clock, sent } = started({ invokeAsync: () => ({ ok: false, error }) });
    await clock.moveTo(noon + 5 * minuteMs);
    const message = await until('it is in the dead-letter queue', () => sent[0]);
    expect(message).toMatchObject({ queueArn: 'arn:dead', body: '{"due":true}', attributes: { ERROR_CODE: 'ResourceNotFoundException' } });
  });

  it.each([
    [{ expression: 'rate(x)' }, 'Cannot run the schedule RollupSchedule: Cannot read the schedule expression "rate(x)"'],
    [{ input: 'no' }, 'Cannot run the schedule RollupSchedule: Unexpected token'],
  ])('refuses %j at the start', (overrides, message) => {
    expect(() => started({ schedules: [aSchedule(overrides)] })).toThrow(message);
  });
});

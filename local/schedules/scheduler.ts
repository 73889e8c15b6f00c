import { randomUUID } from 'node:crypto';
import type { InvocationOutcome } from '../lambda/outcome.ts';
import type { QueueSender } from '../queue-sender.ts';
import { untilDone } from '../until-done.ts';
import type { ScheduleWiring } from '../wiring.ts';
import type { World } from '../world.ts';
import { type Timetable, timetableOf } from './expression.ts';
import { openRunBook, type Planned } from './run-book.ts';

/** EventBridge Scheduler: invokes functions asynchronously, at their times. */
export type Scheduler = {
  /** Runs a schedule now; its plan stays as it is. */
  runNow: (schedule: ScheduleWiring) => Promise<void>;
  /** Runs that are being handed over. */
  running: () => number;
  stop: () => Promise<void>;
};

export type SchedulerOptions = {
  schedules: ScheduleWiring[];
  region: string;
  account: string;
  world: World;
  runBookFile: string | 'memory';
  invokeAsync: (functionArn: string, payload: unknown) => InvocationOutcome;
  send: QueueSender;
  log: (line: string) => void;
};

type Entry = { schedule: ScheduleWiring; timetable: Timetable };

/**
 * Starts all schedules. A rate begins one period after the first start; what was missed while nothing ran is made up by one run.
 * An expression that cannot be kept to throws, with the schedule's logical id.
 */
export function startScheduler(options: SchedulerOptions): Scheduler {
  const { schedules, world, runBookFile, invokeAsync, send, log } = options;
  const { clock } = world;
  const entries = schedules.map(entryOf);
  const book = openRunBook(runBookFile);
  const stopping = new AbortController();
  let running = 0;

  async function follow({ schedule, timetable }: Entry): Promise<void> {
    const { name, expression, timezone } = schedule;
    for (let planned = firstRun(schedule, timetable); planned; planned = after(timetable, planned)) {
      book.set(name, planned);
      await clock.sleep(Math.max(0, planned.nextMs - clock.now()), stopping.signal);
      if (stopping.signal.aborted) return;
      await run(schedule, planned.nextMs);
    }
    log(`The schedule ${name} (${expression}, ${timezone}) has no further runs.`);
  }

  function firstRun({ name, expression, timezone }: ScheduleWiring, timetable: Timetable): Planned | undefined {
    const known = book.get(name);
    if (known?.expression === expression && known.timezone === timezone) return known;
    const nextMs = timetable.next(clock.now());
    return nextMs === undefined ? undefined : { expression, timezone, nextMs };
  }

  /** From now on where runs were missed: one run makes up for all of them. */
  function after(timetable: Timetable, { nextMs: lastMs, ...planned }: Planned): Planned | undefined {
    const following = timetable.next(lastMs);
    const nextMs = following !== undefined && following <= clock.now() ? timetable.next(clock.now()) : following;
    return nextMs === undefined ? undefined : { ...planned, nextMs };
  }

  async function run(schedule: ScheduleWiring, scheduledMs: number): Promise<void> {
    running += 1;
    await handOver(schedule, scheduledMs).finally(() => {
      running -= 1;
    });
  }

  async function handOver(schedule: ScheduleWiring, scheduledMs: number): Promise<void> {
    const input = inputOf(schedule, options, scheduledMs);
    const outcome = invokeAsync(schedule.target.arn, JSON.parse(input));
    // An accepted run is Lambda's from here on. A refusal is final (no such function, input too large), so there is nothing to retry.
    if (outcome.ok || outcome.error.reason === 'stopping') return;
    log(`The schedule ${schedule.name} could not invoke its target: ${outcome.error.errorMessage}.`);
    const queueArn = schedule.target.deadLetterQueueArn;
    if (queueArn === undefined) return;
    const attributes = { ERROR_CODE: outcome.error.errorType, ERROR_MESSAGE: outcome.error.errorMessage, TARGET_ARN: schedule.target.arn };
    const onError = (): void => log(`Cannot send to ${queueArn} yet; trying again.`);
    await untilDone(() => send({ queueArn, body: input, attributes }), { clock, signal: stopping.signal, onError });
  }

  const following = Promise.all(entries.map(follow));
  return {
    runNow: (schedule) => run(schedule, clock.now()),
    running: () => running,
    async stop() {
      stopping.abort();
      await following;
    },
  };
}

function entryOf(schedule: ScheduleWiring): Entry {
  try {
    JSON.parse(schedule.input);
    return { schedule, timetable: timetableOf(schedule.expression, schedule.timezone) };
  } catch (error) {
    throw new Error(`Cannot run the schedule ${schedule.logicalId}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}

/** The input with Scheduler's context attributes filled in. Source: user guide, "Adding context attributes". */
function inputOf({ name, input }: ScheduleWiring, { region, account }: SchedulerOptions, scheduledMs: number): string {
  const attributes: Record<string, string> = {
    'schedule-arn': `arn:aws:scheduler:${region}:${account}:schedule/default/${name}`,
    'scheduled-time': new Date(scheduledMs).toISOString().replace('.000', ''),
    'execution-id': randomUUID(),
    'attempt-number': '1',
  };
  return input.replace(/<aws\.scheduler\.([a-z-]+)>/g, (whole, attribute: string) => attributes[attribute] ?? whole);
}

import { timetableOf } from '../../../../local/schedules/expression.ts';
import type { ScheduleWiring } from '../../../../local/wiring.ts';
import type { Functions } from '../functions.ts';
import type { Host } from '../host.ts';

export type Schedules = {
  /** Lets each schedule run once more: at its time where that is soon, else now. */
  eachOnce: () => Promise<void>;
};

/** As far as a quiet end waits for a schedule's own time. */
const soonMs = 15 * 60_000;

/** EventBridge Scheduler: invokes asynchronously, at the times of each schedule, for ever. */
export function startSchedules(
  schedules: ScheduleWiring[],
  functions: Functions,
  { timeline, chance, note }: Omit<Host, 'call'>,
): Schedules {
  const entries = schedules.map((schedule) => ({ schedule, timetable: timetableOf(schedule.expression, schedule.timezone), nextAt: 0 }));

  function invoke({ name, input, target }: ScheduleWiring): void {
    note(`schedule ${name} runs`);
    const outcome = functions.invokeAsync(target.arn, JSON.parse(input));
    if (!outcome.ok) throw new Error(`Cannot run the schedule ${name}: ${outcome.error.errorMessage}`);
  }

  function run(schedule: ScheduleWiring, number: number): void {
    const fault = chance.faultAt(`schedule-${number}`, ['schedule-again', 'schedule-late']);
    if (fault === 'schedule-late') timeline.after(chance.lateMs('schedule.late'), () => invoke(schedule));
    else invoke(schedule);
    if (fault === 'schedule-again') timeline.after(chance.lateMs('schedule.again', 60_000), () => invoke(schedule));
  }

  function plan(entry: (typeof entries)[number], number: number): void {
    const next = entry.timetable.next(timeline.now());
    entry.nextAt = next ?? Number.POSITIVE_INFINITY;
    if (next === undefined) return;
    const due = (): void => {
      plan(entry, number);
      run(entry.schedule, number);
    };
    timeline.after(next - timeline.now(), due, { background: true });
  }

  entries.forEach(plan);
  return {
    async eachOnce() {
      const waits = entries.map(async ({ schedule, nextAt }) => {
        const waitMs = nextAt - timeline.now();
        if (waitMs > soonMs) invoke(schedule);
        else await timeline.clock.sleep(waitMs + 1);
      });
      await Promise.all(waits);
    },
  };
}

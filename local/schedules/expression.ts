import { Cron } from 'croner';

/** When a schedule runs: `next` is the first run after that instant (milliseconds since the epoch), undefined where there is none. */
export type Timetable = { next: (afterMs: number) => number | undefined };

const unitMs: Record<string, number> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/**
 * Reads a schedule expression of EventBridge Scheduler: `rate(value unit)` or `cron(minutes hours day-of-month month day-of-week year)`.
 * One that cannot be kept to here is an error at the start. Source: EventBridge Scheduler user guide, "Schedule types".
 */
export function timetableOf(expression: string, timezone: string): Timetable {
  const [, kind, inside = ''] = /^(rate|cron)\((.*)\)$/.exec(expression.trim()) ?? [];
  if (kind === 'rate') return rateTimetable(expression, inside);
  if (kind === 'cron') return cronTimetable(expression, inside, timezone);
  throw unreadable(expression, 'it is neither rate(…) nor cron(…)');
}

function rateTimetable(expression: string, inside: string): Timetable {
  const [, value = '', unit = ''] = /^([1-9]\d*) (minute|hour|day)s?$/.exec(inside.trim()) ?? [];
  const periodMs = Number(value) * (unitMs[unit] ?? 0);
  if (!(periodMs > 0)) throw unreadable(expression, 'a rate is a positive whole number and minutes, hours or days');
  return { next: (afterMs) => afterMs + periodMs };
}

function cronTimetable(expression: string, inside: string, timezone: string): Timetable {
  const fields = inside.trim().split(/\s+/);
  const [minutes = '', hours = '', dayOfMonth = '', month = '', dayOfWeek = '', year = ''] = fields;
  if (fields.length !== 6) throw unreadable(expression, `cron takes six fields, not ${fields.length}`);
  if ((dayOfMonth === '?') === (dayOfWeek === '?'))
    throw unreadable(expression, 'one of day-of-month and day-of-week must be ?, and not both');
  if ([minutes, hours, month, year].some((field) => field.includes('?'))) throw unreadable(expression, '? belongs to the day fields');
  if (!/^([1-7LA-Z#,*/?-]+)$/i.test(dayOfWeek) || /(^|[^#/])[89]/.test(dayOfWeek))
    throw unreadable(expression, 'days of the week are 1 to 7');

  // `L` alone is the last day of the week, a Saturday.
  const pattern = ['0', minutes, hours, dayOfMonth, month, dayOfWeek === 'L' ? '7' : dayOfWeek, year].join(' ');
  const cron = readCron(expression, pattern, timezone);
  return { next: (afterMs) => nextRun(cron, afterMs, timezone) };
}

function readCron(expression: string, pattern: string, timezone: string): Cron {
  try {
    // `alternativeWeekdays`: 1 is Sunday. `sloppyRanges`: `0/5` is every five from 0.
    const cron = new Cron(pattern, { timezone, mode: '7-part', alternativeWeekdays: true, sloppyRanges: true, paused: true });
    cron.nextRun();
    return cron;
  } catch (error) {
    throw unreadable(expression, `in ${timezone}: ${error instanceof Error ? error.message.replace(/^Cron\w+: /, '') : String(error)}`);
  }
}

/**
 * At a change to summer time Scheduler skips what falls into the missing hour, and at the change back it runs once.
 * croner runs the first late and the second twice, so those two are passed over.
 */
function nextRun(cron: Cron, afterMs: number, timezone: string): number | undefined {
  for (let after = new Date(afterMs); ; ) {
    const run = cron.nextRun(after);
    if (run === null) return undefined;
    if (cron.match(run) && !isSecondPass(run, timezone)) return run.getTime();
    after = run;
  }
}

/** Whether the clocks on the wall showed the same time an hour (or half an hour, on Lord Howe Island) ago. */
function isSecondPass(run: Date, timezone: string): boolean {
  const wall = new Intl.DateTimeFormat('en', { timeZone: timezone, dateStyle: 'short', timeStyle: 'medium' });
  return [60, 30].some((minutes) => wall.format(run) === wall.format(run.getTime() - minutes * 60_000));
}

function unreadable(expression: string, reason: string): Error {
  return new Error(`Cannot read the schedule expression "${expression}": ${reason}.`);
}

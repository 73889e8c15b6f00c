import type { WholeSchedule } from '../../shared/contracts/routes/export-schedules.ts';
import type { ExportSchedule, ScheduledQuestion, ScheduleTime } from '../../shared/domain/export-schedule.ts';
import { reportFiltersOf } from '../reports/question-of.ts';

type Asked = Pick<ExportSchedule, 'name' | 'enabled' | 'time' | 'question' | 'format' | 'bom'>;

/** What a request asks a schedule to be. */
export function scheduleIn(asked: WholeSchedule): Asked {
  const { name, enabled, every: _, at: __, weekday: ___, dayOfMonth: ____, format, bom, ...question } = asked;
  return { name, enabled, time: timeIn(asked), question: questionIn(question), format, bom };
}

function timeIn({ every, at, weekday, dayOfMonth }: Pick<WholeSchedule, 'every' | 'at' | 'weekday' | 'dayOfMonth'>): ScheduleTime {
  switch (every) {
    case 'day':
      return { every, at };
    case 'week':
      return { every, at, weekday: weekday ?? 1 };
    case 'month':
      return { every, at, dayOfMonth: dayOfMonth ?? 1 };
    default:
      return every satisfies never;
  }
}

type QuestionFields<Asked = WholeSchedule> = Asked extends unknown
  ? Omit<Asked, 'name' | 'enabled' | 'every' | 'at' | 'weekday' | 'dayOfMonth' | 'format' | 'bom'>
  : never;

function questionIn(asked: QuestionFields): ScheduledQuestion {
  switch (asked.kind) {
    case 'calls': {
      const { kind, ...filters } = asked;
      return { kind, filters };
    }
    case 'report':
      return { kind: asked.kind, interval: asked.interval, by: asked.by, filters: reportFiltersOf(asked) };
    case 'leads': {
      const { kind, ...filters } = asked;
      return { kind, filters };
    }
    default:
      return asked satisfies never;
  }
}

/** The fields of a request that asks for this schedule: reading them gives it again. */
export function fieldsOf({ name, enabled, time, question, format, bom }: Asked) {
  const { filters, ...rest } = question;
  return { ...{ name, enabled, format, bom }, ...time, ...rest, ...filters };
}

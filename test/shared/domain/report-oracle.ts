import { Temporal } from 'temporal-polyfill';
import type { ReportCall } from '../../../shared/domain/report-call.ts';
import type { ReportQuestion } from '../../../shared/domain/report-question.ts';

type Rules = { timezone: string; conversationSeconds: number; missedReturnHours: number };
type Line = { period: string; key: string | null; calls: ReportCall[] };

const sevenStatuses = ['Called', 'Busy', 'No Answer', 'Missed', 'In-progress', 'Follow up', 'Rescheduled'];

/**
 * What a report has to say, straight from the calls and the words of the contract, with nothing of the code that it checks:
 * filter, group, count. `everything` is every call of the workspace, for the question whether a missed one was returned.
 */
export function reportFromCalls(everything: readonly ReportCall[], question: ReportQuestion, rules: Rules) {
  const asked = everything.filter((call) => call.ended && isIn(call, question) && passes(call, question.filters));
  const lines: Line[] = [];
  for (const call of asked) {
    for (const key of keysOf(call, question.by, rules)) {
      const period = periodOf(call, question);
      const line = lines.find((known) => known.period === period && known.key === key);
      if (line) line.calls.push(call);
      else lines.push({ period, key, calls: [call] });
    }
  }
  return {
    rows: lines.map(({ period, key, calls }) => ({ period, key, ...count(calls, everything, rules) })),
    totals: count(asked, everything, rules),
  };
}

function isIn({ day }: ReportCall, { from, to }: ReportQuestion): boolean {
  const date = Temporal.PlainDate.from(day);
  return Temporal.PlainDate.compare(date, from) >= 0 && Temporal.PlainDate.compare(date, to) <= 0;
}

function passes(call: ReportCall, { tag, ...others }: ReportQuestion['filters']): boolean {
  if (tag !== undefined && !call.tags.includes(tag)) return false;
  return Object.entries(others).every(([name, value]) => call[name as keyof ReportCall] === value);
}

function periodOf({ day }: ReportCall, { interval, from, to }: ReportQuestion): string {
  const date = Temporal.PlainDate.from(day);
  if (interval === 'day') return date.toString();
  if (interval === 'week') return `${date.yearOfWeek}-W${String(date.weekOfYear).padStart(2, '0')}`;
  if (interval === 'month') return date.toPlainYearMonth().toString();
  return `${from}/${to}`;
}

function keysOf(call: ReportCall, by: ReportQuestion['by'], { timezone }: Rules): (string | null)[] {
  const local = Temporal.Instant.from(call.startedAt).toZonedDateTimeISO(timezone);
  const hour = String(local.hour).padStart(2, '0');
  if (by === 'none') return [null];
  if (by === 'hour') return [hour];
  if (by === 'weekday-hour') return [`${local.dayOfWeek}-${hour}`];
  if (by === 'tag') return call.tags.length === 0 ? [null] : [...new Set(call.tags)];
  return [call[by]];
}

function count(calls: readonly ReportCall[], everything: readonly ReportCall[], { conversationSeconds, missedReturnHours }: Rules) {
  const many = (is: (call: ReportCall) => boolean) => calls.filter(is).length;
  const seconds = calls.reduce((sum, call) => sum + call.talkSeconds, 0);
  const talked = ({ talkSeconds }: ReportCall) => talkSeconds > 0;
  const cameIn = ({ direction }: ReportCall) => direction === 'inbound';
  const wentOut = (call: ReportCall) => !cameIn(call);
  const wasMissed = ({ status }: ReportCall) => status === 'Missed';
  const wasReturned = (missed: ReportCall) => {
    const end = Temporal.Instant.from(missed.endedAt ?? missed.startedAt);
    return everything.some((other) => {
      const wait = Temporal.Instant.from(other.startedAt).epochMilliseconds - end.epochMilliseconds;
      const sameLead = other.leadId !== null && other.leadId === missed.leadId && other.id !== missed.id;
      return sameLead && other.ended && talked(other) && wait >= 0 && wait <= missedReturnHours * 3_600_000;
    });
  };
  return {
    calls: calls.length,
    byStatus: Object.fromEntries(sevenStatuses.map((status) => [status, many((call) => call.status === status)])),
    attempts: many(wentOut),
    connected: many(talked),
    pickUpRate: ratio(
      many((call) => wentOut(call) && talked(call)),
      many(wentOut),
    ),
    conversations: many((call) => talked(call) && call.talkSeconds >= conversationSeconds),
    talkSeconds: seconds,
    averageTalkSeconds: ratio(seconds, many(talked)),
    inbound: many(cameIn),
    inboundAnswered: many((call) => cameIn(call) && talked(call)),
    missed: many(wasMissed),
    missedRate: ratio(
      many((call) => cameIn(call) && wasMissed(call)),
      many(cameIn),
    ),
    missedReturned: many((call) => wasMissed(call) && wasReturned(call)),
  };
}

function ratio(numerator: number, denominator: number) {
  return { value: denominator > 0 ? numerator / denominator : null, numerator, denominator };
}

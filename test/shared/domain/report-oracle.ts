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
  const returned = returnedAmong(everything, rules);
  const lines = new Map<string, Line>();
  for (const call of asked) {
    for (const key of keysOf(call, question.by, rules)) {
      const period = periodOf(call, question);
      const name = JSON.stringify([period, key]);
      const line = lines.get(name);
      if (line) line.calls.push(call);
      else lines.set(name, { period, key, calls: [call] });
    }
  }
  return {
    rows: [...lines.values()].map(({ period, key, calls }) => ({ period, key, ...count(calls, returned, rules) })),
    totals: count(asked, returned, rules),
  };
}

/** Missed calls of a lead after whose end another call with it connected in time. The same calls are not looked through twice. */
function returnedAmong(everything: readonly ReportCall[], { missedReturnHours }: Rules): ReadonlySet<ReportCall> {
  const known = returnedOf.get(everything);
  if (known?.hours === missedReturnHours) return known.returned;
  const started = (call: ReportCall) => Temporal.Instant.from(call.startedAt).epochMilliseconds;
  const connects = everything.filter(({ ended, talkSeconds, leadId }) => ended && talkSeconds > 0 && leadId !== null);
  const ofLead = Map.groupBy(
    connects.map((call) => ({ call, at: started(call) })),
    ({ call }) => call.leadId,
  );
  const isReturned = (missed: ReportCall) => {
    const end = Temporal.Instant.from(missed.endedAt ?? missed.startedAt).epochMilliseconds;
    const inTime = (at: number) => at >= end && at - end <= missedReturnHours * 3_600_000;
    return ofLead.get(missed.leadId)?.some(({ call, at }) => call.id !== missed.id && inTime(at)) ?? false;
  };
  const returned = new Set(everything.filter((call) => call.status === 'Missed' && isReturned(call)));
  returnedOf.set(everything, { hours: missedReturnHours, returned });
  return returned;
}

const returnedOf = new WeakMap<readonly ReportCall[], { hours: number; returned: ReadonlySet<ReportCall> }>();

/** Lines of a report without what the oracle does not know: labels, and intervals, which follow from numerator and denominator. */
export function comparable<Line extends object>(lines: readonly Line[]): Line[] {
  const text = JSON.stringify(lines, (name, value) => (name === 'label' || name === 'interval' ? undefined : value));
  return JSON.parse(text) as Line[]; // made of lines
}

function isIn({ day }: ReportCall, { from, to }: ReportQuestion): boolean {
  return day >= from && day <= to;
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
  if (by === 'none') return [null];
  if (by === 'hour' || by === 'weekday-hour') {
    const local = Temporal.Instant.from(call.startedAt).toZonedDateTimeISO(timezone);
    const hour = String(local.hour).padStart(2, '0');
    return [by === 'hour' ? hour : `${local.dayOfWeek}-${hour}`];
  }
  if (by === 'tag') return call.tags.length === 0 ? [null] : [...new Set(call.tags)];
  return [call[by]];
}

function count(calls: readonly ReportCall[], returned: ReadonlySet<ReportCall>, { conversationSeconds }: Rules) {
  const many = (is: (call: ReportCall) => boolean) => calls.filter(is).length;
  const seconds = calls.reduce((sum, call) => sum + call.talkSeconds, 0);
  const talked = ({ talkSeconds }: ReportCall) => talkSeconds > 0;
  const cameIn = ({ direction }: ReportCall) => direction === 'inbound';
  const wentOut = (call: ReportCall) => !cameIn(call);
  const wasMissed = ({ status }: ReportCall) => status === 'Missed';
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
    missedReturned: many((call) => returned.has(call)),
  };
}

function ratio(numerator: number, denominator: number) {
  return { value: denominator > 0 ? numerator / denominator : null, numerator, denominator };
}

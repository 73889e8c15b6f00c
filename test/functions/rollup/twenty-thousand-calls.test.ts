import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { dirtiedDays } from '../../../functions/publish/call-events.ts';
import { dirtyCauses } from '../../../functions/publish/dirty-causes.ts';
import { answerReport } from '../../../functions/reports/answer-report.ts';
import { rebuild } from '../../../functions/reports/rebuild.ts';
import { rollUp } from '../../../functions/rollup/roll-up.ts';
import { plusDays } from '../../../shared/domain/business-day.ts';
import type { RecordedCall } from '../../../shared/domain/call.ts';
import type { Fact, Signal } from '../../../shared/domain/fact.ts';
import type { ReportCall } from '../../../shared/domain/report-call.ts';
import { reportCallOf } from '../../../shared/domain/report-call-of.ts';
import {
  type Breakdown,
  breakdowns,
  type ReportFilters,
  type ReportInterval,
  reportIntervals,
} from '../../../shared/domain/report-question.ts';
import { type Directory, defaultSettings } from '../../../shared/domain/workspace.ts';
import { callIdOf } from '../../../shared/store/ids.ts';
import type { ReportStore } from '../../../shared/store/report-store.ts';
import { aDirectory, aFact } from '../../builders.ts';
import { memoryReportStore } from '../../doubles/memory-report-store.ts';
import { comparable, reportFromCalls } from '../../shared/domain/report-oracle.ts';
import { aRecordedCall, told } from '../../shared/store/a-recorded-call.ts';

const callsInAll = 6_700;
const workspace = 'w_1';

/** Whole numbers below a size, the same ones in every run (Lehmer's generator, modulus 2^31 - 1). */
function seededPick(seed: number): (size: number) => number {
  let state = seed;
  return (size) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % size;
  };
}

type Pick = ReturnType<typeof seededPick>;
type Message = { externalId: string; leadId: string; fact: Fact };

const signals: Signal[] = ['busy', 'no-answer', 'missed', 'missed', 'completed', 'completed', 'called'];
const tagsOfLeads = [[], ['hot'], ['hot', 'vip'], ['"quoted", comma'], ['vip']];

/** What a dialler, agents and supervisors say of calls within twelve days about a moment: a beginning, an ending, some corrections. */
function messagesAbout(moment: string, pick: Pick): Message[] {
  return Array.from({ length: callsInAll }, (_, index) => {
    const seconds = (pick(12 * 1440) - 6 * 1440) * 60 + pick(60);
    const startedAt = instant(Temporal.Instant.from(moment).add({ seconds }));
    const later = (seconds: number) => instant(Temporal.Instant.from(startedAt).add({ seconds }));
    const signal = signals[pick(signals.length)] ?? 'busy';
    const talk = signal === 'completed' || signal === 'called' ? { talkSeconds: pick(3) === 0 ? 0 : 1 + pick(120) } : {};
    const agent = { id: `a_${pick(6)}`, branch: `b_${pick(3)}`, ...(pick(2) === 0 && { department: 'd_sales' }) };
    const about: Partial<Fact> = {
      startedAt,
      ...(pick(3) > 0 && { direction: pick(3) === 0 ? 'inbound' : 'outbound' }),
      ...(pick(9) > 0 && { agent }),
    };
    const facts = [
      aFact({ ...about, signal: 'progress', occurredAt: startedAt }),
      aFact({ ...about, ...talk, signal, occurredAt: later(300), ...(pick(4) === 0 && { campaign: `k_${pick(2)}` }) }),
      ...(pick(8) === 0 ? [aFact({ source: 'correction', disposition: 'Called', talkSeconds: pick(200), occurredAt: later(90_000) })] : []),
      ...(pick(12) === 0 ? [aFact({ source: 'agent', disposition: 'Follow up', occurredAt: later(400) })] : []),
    ];
    return facts.map((fact) => ({ externalId: `x_${index}`, leadId: `l_${index % 900}`, fact }));
  }).flat();
}

function instant(at: Temporal.Instant): string {
  return at.toString({ smallestUnit: 'millisecond' });
}

/** In any order, some twice: what was late comes after everything, or before what it corrects. */
function delivered(messages: readonly Message[], pick: Pick): Message[] {
  const all = [...messages, ...messages.filter(() => pick(10) === 0)];
  for (let last = all.length - 1; last > 0; last--) {
    const other = pick(last + 1);
    [all[last], all[other]] = [all[other] as Message, all[last] as Message]; // both are there
  }
  return all;
}

/** Stores what it hears as ingest does, marks days as publish does, and tells the rollup what lies in the timeline. */
function aRecorder(timezone: string, pick: Pick) {
  const reports = memoryReportStore();
  const calls = new Map<string, RecordedCall>();
  const timeline = new Map<string, Map<string, ReportCall>>();
  let marks = 0;
  const write = async (before: RecordedCall | undefined, after: RecordedCall) => {
    calls.set(after.id, after);
    if (before?.call.ended) timeline.get(before.call.day)?.delete(after.id);
    const onDay = timeline.get(after.call.day) ?? new Map<string, ReportCall>();
    timeline.set(after.call.day, onDay);
    if (after.call.ended) onDay.set(after.id, reportCallOf(after));
    for (const day of dirtiedDays({ before, after })) {
      const mark = { workspace, day, mark: `m_${marks++}`, markedAt: '2026-01-01T00:00:00.000Z' };
      await reports.markDirty({ ...mark, causes: dirtyCauses({ before, after }) });
    }
  };
  const hear = async ({ externalId, leadId, fact }: Message) => {
    const before = calls.get(callIdOf(workspace, 'k_1', externalId));
    // A lead is tagged anew now and then: a call keeps the tags that it was first heard of with.
    const frame = { timezone, leadId, tags: tagsOfLeads[pick(tagsOfLeads.length)] ?? [] };
    const after = before ? told(before, fact) : aRecordedCall({ workspace, externalId, facts: [fact], frame });
    await write(before, after);
  };
  const getMany = async (_workspace: string, ids: readonly string[]) => ids.flatMap((id) => calls.get(id) ?? []);
  const save = async (call: RecordedCall): Promise<'saved' | 'conflict'> => {
    const before = calls.get(call.id);
    if (before?.version !== call.version - 1) return 'conflict';
    await write(before, call);
    return 'saved';
  };
  async function* onDay(_workspace: string, day: string) {
    yield [...(timeline.get(day)?.values() ?? [])];
  }
  const liveReports = async () => [...calls.values()].filter(({ call }) => !call.ended).map(reportCallOf);
  const counted = () => [...calls.values()].map(reportCallOf);
  return { reports, hear, counted, calls: { onDay, liveReports, getMany, save } };
}

const filters: ReportFilters[] = [
  {},
  { tag: 'hot', direction: 'outbound' },
  { agent: 'a_1', branch: 'b_2' },
  { department: 'd_sales', campaign: 'k_1' },
];

describe('twenty thousand calls, told in any order, twice, late, corrected, of leads that are tagged anew', () => {
  it.each([
    ['Asia/Kolkata', 'America/New_York', '2026-12-31T18:30:00Z', 24],
    ['Asia/Kathmandu', 'Asia/Kolkata', '2028-02-29T18:15:00Z', 36],
    ['America/New_York', 'Asia/Kathmandu', '2026-11-01T06:00:00Z', 1],
  ])('are in every report by every measure, breakdown and interval in %s, and rebuilt in %s', async (first, second, moment, hours) => {
    const pick = seededPick(20_261_122 + hours);
    const settings = { ...defaultSettings, timezone: first, region: 'IN', missedReturnHours: hours, retentionDays: 3650 };
    const directory = aDirectory({ workspace, settings });
    const recorder = aRecorder(first, pick);
    const clock = Temporal.Instant.from(moment).add({ hours: 24 * 9 });
    let minutes = 0;
    const now = () => instant(clock.add({ minutes }));
    const dependencies = { ...recorder, workspaces: { directory: async () => directory }, now };
    const messages = delivered(messagesAbout(moment, pick), pick);
    for (const [index, message] of messages.entries()) {
      await recorder.hear(message);
      if (index % 9000 === 8999) await Promise.all([rollUp(dependencies), rollUp(dependencies)]);
    }
    await rollUp(dependencies);
    const said = { ...recorder, directory, now };
    const some = breakdowns.map((by, index) => [by, reportIntervals[index % reportIntervals.length] ?? 'day'] as const);
    await expectTold(some, said);

    settings.timezone = second;
    const days = daysOf(recorder.counted());
    await rebuild({ from: plusDays(days[0] ?? '', -2), to: plusDays(days.at(-1) ?? '', 2), directory, now: now() }, recorder.reports);
    await Promise.all([rollUp(dependencies), rollUp(dependencies)]);
    minutes = 5;
    await rollUp(dependencies);
    expect(await recorder.reports.dirtyDays()).toEqual([]);
    const calls = recorder.counted();
    expect(calls.filter(({ day, startedAt }) => day !== localDay(startedAt, second))).toEqual([]);
    await expectTold(
      breakdowns.flatMap((by) => reportIntervals.map((interval) => [by, interval] as const)),
      said,
    );
  });
});

type Told = { reports: ReportStore; counted: () => ReportCall[]; directory: Directory; now: () => string };

/** Of all calls but the first forty, by what is asked for. */
async function expectTold(asked: readonly (readonly [Breakdown, ReportInterval])[], { reports, counted, directory, now }: Told) {
  const everything = counted();
  expect(everything).toHaveLength(callsInAll);
  const days = daysOf(everything);
  const [from = '', to = ''] = [days[40], days.at(-1)];
  for (const [index, [by, interval]] of asked.entries()) {
    const question = { from, to, interval, by, filters: filters[(index + breakdowns.indexOf(by)) % filters.length] ?? {} };
    const report = await answerReport(question, { reports, directory, now });
    const oracle = reportFromCalls(everything, question, directory.settings);
    expect(inOrder(comparable(report.rows)), `by ${by} and ${interval}`).toEqual(inOrder(oracle.rows));
    expect(comparable([report.totals])).toEqual([oracle.totals]);
  }
}

function daysOf(calls: readonly ReportCall[]): string[] {
  return calls.map(({ day }) => day).sort();
}

function localDay(startedAt: string, timezone: string): string {
  return Temporal.Instant.from(startedAt).toZonedDateTimeISO(timezone).toPlainDate().toString();
}

function inOrder<Line extends { period: string; key: string | null }>(lines: readonly Line[]): Line[] {
  const place = ({ period, key }: Line) => JSON.stringify([period, key]);
  return lines.toSorted((a, b) => (place(a) < place(b) ? -1 : 1));
}

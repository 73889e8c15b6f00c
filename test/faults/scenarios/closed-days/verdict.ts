import * as z from 'zod';
import type { Day } from '../../../../shared/domain/instant.ts';
import type { Restatement } from '../../../../shared/domain/restatement.ts';
import { reportFromCalls } from '../../../shared/domain/report-oracle.ts';
import { reportsAreRight } from '../../judge/invariants/reports-are-right.ts';
import type { Verdict } from '../../judge/scenario.ts';
import { type KnownCall, knownCalls, type Trial } from '../../judge/trial.ts';
import type { Changes, Reading } from './play.ts';

type Seen = { day: Day; closesMs: number; readings: readonly Reading[]; changes: Changes };
/** Measures of the day's totals by name, a ratio by its value. */
type Numbers = ReadonlyMap<string, number | null>;

export const says = [
  'the rows of a day that closed equal the oracle, corrections, settings and another zone included',
  'restatements of a closed day lead, each from where the one before left it, from what was read first to what is stored',
  'whoever reads a closed day reads one of those states, never less than was there before, and lines that add up',
  'each restatement is told once, and the last count of a day is told',
  'each restatement says why',
];

export function closedDayVerdict(seen: Seen): Verdict {
  return (trial) => {
    const { conversationSeconds, timezone } = seen.changes;
    const settings = { ...trial.workload.directory.settings, conversationSeconds, timezone };
    const workload = { ...trial.workload, directory: { ...trial.workload.directory, settings } };
    const calls = correctedCalls({ ...trial, workload }, seen);
    const { day } = seen;
    const question = { from: day, to: day, interval: 'day', by: 'none', filters: {} } as const;
    const totals = reportFromCalls(
      calls.map(({ expected }) => expected),
      question,
      settings,
    ).totals;
    const restatements = trial.stored.restatements.filter((one) => one.day === day).sort((a, b) => a.version - b.version);
    const { states, broken } = statesOf(restatements, numbersIn(totals));
    return [
      ...lostCorrection(trial, seen),
      ...reportsAreRight.violations({ ...trial, workload }, calls).map((one) => `${says[0]}: ${one}`),
      ...broken.map((one) => `${says[1]}: ${one}`),
      ...wrongReadings(seen, states).map((one) => `${says[2]}: ${one}`),
      ...unexplained(restatements, trial).map((one) => `${says[4]}: ${one}`),
      ...wrongEvents(trial, { day, restatements, calls: totals.calls }).map((one) => `${says[3]}: ${one}`),
    ];
  };
}

function hasCorrection(callId: string, { stored }: Trial): boolean {
  return stored.calls.some(({ recorded }) => recorded.id === callId && recorded.facts.some(({ source }) => source === 'correction'));
}

function lostCorrection(trial: Trial, { changes: { corrected } }: Seen): string[] {
  if (!corrected?.isTaken || hasCorrection(corrected.callId, trial)) return [];
  return [`the correction of ${corrected.callId} was acknowledged and is lost`];
}

/** A correction is the newest word on how a call went. */
function correctedCalls(trial: Trial, { changes: { corrected } }: Seen): KnownCall[] {
  return knownCalls(trial).map((call) => {
    const { id } = call.expected;
    if (corrected?.callId !== id || !hasCorrection(id, trial)) return call;
    return { ...call, expected: { ...call.expected, status: corrected.status } };
  });
}

/** From the state of the first close to that of now: each but the last is what a restatement says was before. */
function statesOf(restatements: readonly Restatement[], now: Numbers): { states: Numbers[]; broken: string[] } {
  const broken: string[] = [];
  const states = [now];
  for (const { version, changes } of [...restatements].reverse()) {
    const after = states[0] ?? now;
    const before = new Map(after);
    for (const { measure, ...change } of changes) {
      if (after.get(measure) !== change.after)
        broken.push(`restatement ${version} says ${measure} is ${change.after}, where it was ${after.get(measure)} before what came next`);
      before.set(measure, change.before);
    }
    states.unshift(before);
  }
  return { states, broken };
}

/** What made the day another one, and of calls that there are. */
function unexplained(restatements: readonly Restatement[], { stored }: Trial): string[] {
  const known = new Set(stored.calls.map(({ recorded }) => recorded.id));
  return restatements.flatMap(({ version, causes }) => {
    const strangers = causes.flatMap(({ calls }) => calls).filter((id) => !known.has(id));
    return [
      ...(causes.length > 0 ? [] : [`restatement ${version} has no cause`]),
      ...strangers.map((id) => `restatement ${version} is because of call ${id}, which nobody made`),
    ];
  });
}

const shown = z.object({ rows: z.array(z.looseObject({ calls: z.number() })), totals: z.looseObject({ calls: z.number() }) });

function wrongReadings({ readings }: Seen, states: readonly Numbers[]): string[] {
  const found: { answeredAtMs: number; place: number }[] = [];
  return [...readings]
    .sort((a, b) => a.answeredAtMs - b.answeredAtMs)
    .flatMap(({ askedAtMs, answeredAtMs, by, status, body }) => {
      if (status >= 500) return [];
      if (status !== 200) return [`the report by ${by} was answered ${status} ${body.slice(0, 200)}`];
      const { rows, totals } = shown.parse(JSON.parse(body));
      const sum = rows.reduce((all, { calls }) => all + calls, 0);
      // Of two who read at the same time, either may be answered with the newer state.
      const least = Math.max(0, ...found.filter((one) => one.answeredAtMs < askedAtMs).map((one) => one.place));
      const place = states.findIndex((state, index) => index >= least && areSame(state, numbersIn(totals)));
      if (place >= 0) found.push({ answeredAtMs, place });
      return [
        ...(sum === totals.calls ? [] : [`the report by ${by} says ${totals.calls} calls, and its lines ${sum}`]),
        ...(place >= 0
          ? []
          : [`the report by ${by} says ${textOf(numbersIn(totals))}, which is none of ${states.map(textOf).join(' or ')}`]),
      ];
    });
}

const ofDay = z.object({ day: z.string(), version: z.number(), calls: z.number() });
type Told = { day: Day; restatements: readonly Restatement[]; calls: number };

function wrongEvents({ state }: Trial, { day, restatements, calls }: Told): string[] {
  const told = (detailType: string) =>
    state.events.filter((event) => event.detailType === detailType).flatMap(({ detail }) => ofDay.parse(detail));
  const restated = new Set(told('Day Restated').flatMap((event) => (event.day === day ? event.version : [])));
  const stored = new Set(restatements.map(({ version }) => version));
  const counts = told('Day Rolled Up')
    .filter((event) => event.day === day)
    .sort((a, b) => a.version - b.version);
  const last = counts.at(-1)?.calls ?? 0;
  return [
    ...[...stored].filter((version) => !restated.has(version)).map((version) => `restatement ${version} was not told`),
    ...[...restated].filter((version) => !stored.has(version)).map((version) => `restatement ${version} was told and is not there`),
    ...(last === calls ? [] : [`the day was told last with ${last} calls, and has ${calls}`]),
  ];
}

function numbersIn(line: object): Numbers {
  const numbers = new Map<string, number | null>();
  for (const [name, measure] of Object.entries(line) as [string, number | { value?: number | null }][]) {
    if (typeof measure === 'number') numbers.set(name, measure);
    else if (measure.value !== undefined) numbers.set(name, measure.value);
    else for (const [status, count] of Object.entries(measure)) numbers.set(`${name}.${status}`, Number(count));
  }
  return numbers;
}

function areSame(a: Numbers, b: Numbers): boolean {
  return a.size === b.size && [...a].every(([name, value]) => b.get(name) === value);
}

function textOf(numbers: Numbers): string {
  return JSON.stringify(Object.fromEntries([...numbers].filter(([, value]) => value !== 0 && value !== null)));
}

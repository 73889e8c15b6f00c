import { answerTimeRows } from './answer-time-rows.ts';
import { addWait } from './answer-times.ts';
import { cellIn, combinations } from './combinations.ts';
import { addConnect, type Connects, isReturned, type MissedCall } from './connects.ts';
import { familyRows } from './family-rows.ts';
import { hourTeller } from './hour-teller.ts';
import type { Day, Instant } from './instant.ts';
import type { ReportCall } from './report-call.ts';
import type { ReportRow, Sums } from './report-row.ts';
import { addCall, noSums } from './sums.ts';
import type { Settings } from './workspace.ts';

/** Whose day it is, and the settings that its numbers depend on. */
export type DayContext = { day: Day; settings: Pick<Settings, 'timezone' | 'conversationSeconds' | 'missedReturnHours'> };

/** Takes the calls of one day in portions and in any order, each call once; keeps sums, missed calls and connects, not the calls. */
export type DayTally = {
  add: (calls: readonly ReportCall[]) => void;
  /** Ended calls so far. */
  calls: () => number;
  /** Whether there are missed calls that may have been returned, so far. */
  awaitsReturn: () => boolean;
  connects: Connects;
  /** Rows of every family, sorted. `later`: the connects of the days after, as far as a missed call can be returned on them. */
  rows: (later: readonly Connects[]) => ReportRow[];
};

type Missed = { call: MissedCall; sums: Sums };

export function dayTally({ day, settings }: DayContext): DayTally {
  const found = combinations();
  const connects = new Map<string, { id: string; startedAt: Instant }[]>();
  const missed: Missed[] = [];
  const hourOf = hourTeller(settings.timezone);
  let ended = 0;

  const addOne = (call: ReportCall) => {
    const combination = found.of(call);
    const { byStatus } = cellIn(combination, call.direction, hourOf(call.startedAt));
    let sums = byStatus[call.status];
    if (!sums) {
      sums = noSums();
      byStatus[call.status] = sums;
    }
    ended += 1;
    addCall(sums, call, settings.conversationSeconds);
    addConnect(connects, call);
    const { answered, abandoned } = combination.answerTimes;
    if (call.direction === 'inbound') addWait(call.talkSeconds > 0 ? answered : abandoned, call.waitSeconds ?? null);
    if (call.status !== 'Missed' || call.leadId === null) return;
    missed.push({ call: { id: call.id, leadId: call.leadId, endedAt: call.endedAt ?? call.startedAt }, sums });
  };

  return {
    add: (calls) => {
      for (const call of calls) if (call.ended) addOne(call);
    },
    calls: () => ended,
    awaitsReturn: () => missed.length > 0,
    connects,
    rows: (later) => {
      countReturned(missed, [connects, ...later], settings.missedReturnHours);
      const all = found.all();
      return [...familyRows(day, all), ...answerTimeRows(day, all)];
    },
  };
}

function countReturned(missed: readonly Missed[], connects: readonly Connects[], withinHours: number): void {
  for (const { sums } of missed) sums.missedReturned = 0;
  for (const { call, sums } of missed) if (isReturned(call, connects, withinHours)) sums.missedReturned += 1;
}

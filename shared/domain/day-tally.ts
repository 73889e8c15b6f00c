import { localTimeOf } from './business-day.ts';
import { cellIndex } from './cell-index.ts';
import { addConnect, type Connects, isReturned, type MissedCall } from './connects.ts';
import { familyRows } from './family-rows.ts';
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
  connects: Connects;
  /** Rows of every family, sorted. `later`: the connects of the days after, as far as a missed call can be returned on them. */
  rows: (later: readonly Connects[]) => ReportRow[];
};

type Missed = { call: MissedCall; sums: Sums };

export function dayTally({ day, settings }: DayContext): DayTally {
  const { cells, cellOf } = cellIndex();
  const connects = new Map<string, { id: string; startedAt: Instant }[]>();
  const missed: Missed[] = [];
  const hourOf = hourTeller(settings.timezone);
  let ended = 0;

  const addOne = (call: ReportCall) => {
    const { byStatus } = cellOf(call, hourOf(call.startedAt));
    const sums = byStatus[call.status] ?? noSums();
    byStatus[call.status] = sums;
    ended += 1;
    addCall(sums, call, settings.conversationSeconds);
    addConnect(connects, call);
    if (call.status !== 'Missed' || call.leadId === null) return;
    missed.push({ call: { id: call.id, leadId: call.leadId, endedAt: call.endedAt ?? call.startedAt }, sums });
  };

  return {
    add: (calls) => {
      for (const call of calls) if (call.ended) addOne(call);
    },
    calls: () => ended,
    connects,
    rows: (later) => {
      countReturned(missed, [connects, ...later], settings.missedReturnHours);
      return familyRows(day, cells);
    },
  };
}

function countReturned(missed: readonly Missed[], connects: readonly Connects[], withinHours: number): void {
  for (const { sums } of missed) sums.missedReturned = 0;
  for (const { call, sums } of missed) if (isReturned(call, connects, withinHours)) sums.missedReturned += 1;
}

/** Zones differ from UTC by whole minutes, so every call of a minute has the hour of the first. */
function hourTeller(timezone: string): (at: Instant) => number {
  const hours = new Map<string, number>();
  return (at) => {
    const minute = at.slice(0, 16);
    const known = hours.get(minute);
    if (known !== undefined) return known;
    const { hour } = localTimeOf(at, timezone);
    hours.set(minute, hour);
    return hour;
  };
}

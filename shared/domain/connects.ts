import type { Instant } from './instant.ts';
import type { ReportCall } from './report-call.ts';

type Connect = { id: string; startedAt: Instant };

/** Connected calls by lead: what decides whether a missed call was returned. */
export type Connects = ReadonlyMap<string, readonly Connect[]>;

/** A missed call of a known lead. */
export type MissedCall = { id: string; leadId: string; endedAt: Instant };

/** The connected calls among these, by lead. */
export function connectsOf(calls: readonly ReportCall[]): Connects {
  const connects = new Map<string, Connect[]>();
  for (const call of calls) addConnect(connects, call);
  return connects;
}

/** Notes the call if it ended, had talk time, and belongs to a lead. */
export function addConnect(connects: Map<string, Connect[]>, { id, startedAt, leadId, ended, talkSeconds }: ReportCall): void {
  if (leadId === null || !ended || talkSeconds === 0) return;
  const ofLead = connects.get(leadId);
  if (ofLead) ofLead.push({ id, startedAt });
  else connects.set(leadId, [{ id, startedAt }]);
}

/** Whether another call with that lead connected, and started at the end of the missed one or at most that many hours later. */
export function isReturned(missed: MissedCall, connects: readonly Connects[], withinHours: number): boolean {
  for (const ofDay of connects) {
    if (ofDay.get(missed.leadId)?.some((connect) => isReturn(connect, missed, withinHours))) return true;
  }
  return false;
}

function isReturn({ id, startedAt }: Connect, missed: MissedCall, withinHours: number): boolean {
  if (id === missed.id || startedAt < missed.endedAt) return false;
  return Date.parse(startedAt) - Date.parse(missed.endedAt) <= withinHours * 3_600_000;
}

/**
 * How many days after its own a missed call can still be returned on.
 * One more than the hours say: it may end after midnight, and a day has 23 hours when clocks go forward.
 */
export function returnWindowDays(missedReturnHours: number): number {
  return Math.ceil(missedReturnHours / 24) + 1;
}

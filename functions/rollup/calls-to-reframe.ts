import { dayOf, daysBetween, plusDays } from '../../shared/domain/business-day.ts';
import { type Day, type Instant, plusSeconds } from '../../shared/domain/instant.ts';
import type { ReportCall } from '../../shared/domain/report-call.ts';
import type { CallStore } from '../../shared/store/call-store.ts';

export type DaysToReframe = { workspace: string; days: ReadonlySet<Day>; timezone: string };

/** As far apart are the days of one moment in any two zones: they are up to 26 hours apart, from UTC-12 to UTC+14. */
export const mostDaysApart = 2;

/**
 * Pages of the calls that lie on these days, and of those that belong on one of them by the zone: live ones, and calls of the days around.
 * Live ones first, as a call that ends meanwhile goes from there to its day.
 */
export async function* callsToReframe(
  { workspace, days, timezone }: DaysToReframe,
  calls: Pick<CallStore, 'liveReports' | 'onDay'>,
): AsyncGenerator<ReportCall[]> {
  const comesHere = ({ startedAt }: ReportCall) => days.has(dayOf(startedAt, timezone));
  yield (await calls.liveReports(workspace)).filter((call) => days.has(call.day) || comesHere(call));
  for (const day of days) yield* calls.onDay(workspace, day);
  for (const day of daysAround(days)) {
    const near = daysNear(day).filter((one) => days.has(one));
    const span = { from: beginningOf(near[0] ?? day), to: endOf(near.at(-1) ?? day) };
    for await (const page of calls.onDay(workspace, day, span)) yield page.filter(comesHere);
  }
}

function daysAround(days: ReadonlySet<Day>): Day[] {
  const near = new Set([...days].flatMap(daysNear));
  return [...near].filter((day) => !days.has(day));
}

function daysNear(day: Day): Day[] {
  return daysBetween(plusDays(day, -mostDaysApart), plusDays(day, mostDaysApart));
}

/** The first moment that is this day in any zone. */
function beginningOf(day: Day): Instant {
  return plusSeconds(`${day}T00:00:00.000Z`, -14 * 3600);
}

/** The last, likewise. */
function endOf(day: Day): Instant {
  return plusSeconds(`${plusDays(day, 1)}T00:00:00.000Z`, 12 * 3600);
}

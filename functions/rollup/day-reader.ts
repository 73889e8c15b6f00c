import { plusDays } from '../../shared/domain/business-day.ts';
import { type Connects, returnWindowDays } from '../../shared/domain/connects.ts';
import { type DayTally, dayTally } from '../../shared/domain/day-tally.ts';
import type { Day } from '../../shared/domain/instant.ts';
import type { ReportRow } from '../../shared/domain/report-row.ts';
import type { Settings } from '../../shared/domain/workspace.ts';
import type { CallStore } from '../../shared/store/call-store.ts';

export type DayRead = { calls: number; rows: ReportRow[] };

/**
 * Reads days of one workspace and makes their rows. It remembers the connects of the days just read, so that days read newest first
 * are each read once. A call that moves in the index while it is read may be seen twice or not at all; its day is marked anew then.
 */
export function dayReader(calls: Pick<CallStore, 'onDay'>, workspace: string, settings: Settings): (day: Day) => Promise<DayRead> {
  const connectsOn = new Map<Day, Connects>();
  const reach = returnWindowDays(settings.missedReturnHours);

  const tallyOf = async (day: Day): Promise<DayTally> => {
    const tally = dayTally({ day, settings });
    for await (const page of calls.onDay(workspace, day)) tally.add(page);
    connectsOn.set(day, tally.connects);
    return tally;
  };

  return async (day) => {
    const following = Array.from({ length: reach }, (_, index) => plusDays(day, index + 1));
    const later: Connects[] = [];
    for (const next of following) later.push(connectsOn.get(next) ?? (await tallyOf(next)).connects);
    const tally = await tallyOf(day);
    for (const known of connectsOn.keys()) if (!following.includes(known) && known !== day) connectsOn.delete(known);
    return { calls: tally.calls(), rows: tally.rows(later) };
  };
}

import { plusDays } from '../../shared/domain/business-day.ts';
import { type Connects, returnWindowDays } from '../../shared/domain/connects.ts';
import { type DayTally, dayTally } from '../../shared/domain/day-tally.ts';
import type { Day } from '../../shared/domain/instant.ts';
import type { ReportRow } from '../../shared/domain/report-row.ts';
import type { Settings } from '../../shared/domain/workspace.ts';
import type { CallStore } from '../../shared/store/call-store.ts';

export type DayRead = { calls: number; rows: ReportRow[] };

export type ReadDays = {
  calls: Pick<CallStore, 'onDay'>;
  workspace: string;
  settings: Settings;
  /** Whether calls of that day are known of; no others are looked for. */
  hasCalls: (day: Day) => boolean;
};

/**
 * Reads days of one workspace and makes their rows. It remembers the connects of the days just read, so that days read newest first
 * are each read once; the days after one are read only where it has missed calls that may have been returned on them.
 * A call that moves in the index while it is read may be seen twice or not at all; its day is marked anew then.
 */
export function dayReader({ calls, workspace, settings, hasCalls }: ReadDays): (day: Day, timezone: string) => Promise<DayRead> {
  const connectsOn = new Map<Day, Connects>();
  const reach = returnWindowDays(settings.missedReturnHours);

  const tallyOf = async (day: Day, timezone: string): Promise<DayTally> => {
    const tally = dayTally({ day, settings: { ...settings, timezone } });
    if (hasCalls(day)) for await (const page of calls.onDay(workspace, day)) tally.add(page);
    connectsOn.set(day, tally.connects);
    return tally;
  };

  return async (day, timezone) => {
    const following = Array.from({ length: reach }, (_, index) => plusDays(day, index + 1));
    const tally = await tallyOf(day, timezone);
    const later: Connects[] = [];
    if (tally.awaitsReturn()) for (const next of following) later.push(connectsOn.get(next) ?? (await tallyOf(next, timezone)).connects);
    for (const known of connectsOn.keys()) if (!following.includes(known) && known !== day) connectsOn.delete(known);
    return { calls: tally.calls(), rows: tally.rows(later) };
  };
}

import type { Day, Instant } from '../domain/instant.ts';
import type { ReportRow } from '../domain/report-row.ts';

/** A day whose calls changed since its rows were last known to be right. `mark` differs after every change. */
export type DirtyDay = { workspace: string; day: Day; mark: string; markedAt: Instant };

/** What is known of a rolled-up day beside its rows. */
export type DaySummary = {
  day: Day;
  /** Ended calls, and calls still in progress, of the day. */
  calls: number;
  open: number;
  /** Everything that was stored by then is in the rows. */
  rolledUpAt: Instant;
  closed: boolean;
  /** Its rows changed and no event has told so yet: the next recomputation makes up for it. */
  unannounced?: boolean;
};

export type ReportStore = {
  markDirty(dirty: DirtyDay): Promise<void>;
  /** Of one workspace, or of all. */
  dirtyDays(workspace?: string): Promise<DirtyDay[]>;
  /** Removes the mark if it is still this one; says whether it was. */
  clearMark(dirty: DirtyDay): Promise<boolean>;
  /** Starts a recomputation of a day: from now on nothing that an earlier one computed can be written. Taken before the calls are read. */
  beginDay(workspace: string, day: Day): Promise<number>;
  /** All rows of a family and span of days, in no order. */
  rows(workspace: string, family: string, from: Day, to: Day): Promise<ReportRow[]>;
  /** All rows of one day, every family. */
  rowsOfDay(workspace: string, day: Day): Promise<ReportRow[]>;
  /** Writes what changed and removes what is gone, as long as this is the newest recomputation of the day. */
  saveDay(day: {
    workspace: string;
    day: Day;
    generation: number;
    changed: readonly ReportRow[];
    gone: readonly ReportRow[];
    summary: DaySummary;
  }): Promise<'saved' | 'superseded'>;
  summaries(workspace: string, from: Day, to: Day): Promise<DaySummary[]>;
};

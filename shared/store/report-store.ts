import type { Day, Instant } from '../domain/instant.ts';
import type { ReportRow } from '../domain/report-row.ts';
import type { CauseKind, DirtyCause, Restatement } from '../domain/restatement.ts';
import type { Page, PageRequest } from './page.ts';

/** A day whose calls changed since its rows were last known to be right. `mark` differs after every change. */
export type DirtyDay = {
  workspace: string;
  day: Day;
  mark: string;
  markedAt: Instant;
  /** Some of what made it dirty since it was last clean; of many the first ones. */
  causes?: readonly DirtyCause[];
  /** When it was asked that its calls be framed by the settings of now, until that is done; marks that come after it keep it. */
  rebuildAskedAt?: Instant;
};

/** What is known of a rolled-up day beside its rows. */
export type DaySummary = {
  day: Day;
  /** Ended calls, and calls still in progress, of the day. */
  calls: number;
  open: number;
  /** Everything that was stored by then is in the rows. */
  rolledUpAt: Instant;
  closed: boolean;
  /** The recomputation that it is of. */
  version: number;
  /** Sums of all its calls, and what tells all of its rows from others: as they were when the last of them was written. */
  totals: ReportRow['byStatus'];
  digest: string;
  /** The shortest time, in days, that its calls were ever to be kept for. Later than that there is nothing to count again. */
  retentionDays: number;
  /** The zone of its hours: the workspace's when it was first counted or last rebuilt, whatever that is now. */
  timezone: string;
  /** Its rows changed and no event has told so yet: the next recomputation makes up for it. */
  unannounced?: boolean;
  /** Restatements of which no event has told yet. */
  untold?: readonly UntoldRestatement[];
};

export type UntoldRestatement = Pick<Restatement, 'version' | 'at' | 'calls'> & { causes: readonly CauseKind[] };

/** A day at the beginning of a recomputation, and until a newer one begins. */
export type BegunDay = {
  generation: number;
  summary: DaySummary | undefined;
  /** Families that may have rows. */
  families: readonly string[];
  /** An earlier recomputation stopped half-way: its rows are of no one moment. */
  isHalfWritten: boolean;
};

/** How far the rows of a day are: those that its summary is of, or half replaced. Without a summary it was never counted to the end. */
export type DayState = { day: Day; summary: DaySummary | undefined; isHalfWritten: boolean };

export type DayToSave = {
  workspace: string;
  day: Day;
  generation: number;
  changed: readonly ReportRow[];
  gone: readonly ReportRow[];
  summary: DaySummary;
  /** Stored at the same moment as the last of the rows. */
  restatement?: Restatement;
};

export type ReportStore = {
  /** Leaves one mark a day, the last one; its causes add up. */
  markDirty(dirty: DirtyDay): Promise<void>;
  /** Of one workspace, or of all. */
  dirtyDays(workspace?: string): Promise<DirtyDay[]>;
  /** Removes the mark if it is still this one; says whether it was. */
  clearMark(dirty: DirtyDay): Promise<boolean>;
  /** Notes that the calls of the day are framed, unless that was asked for again meanwhile; the mark stays. Says whether it noted it. */
  clearRebuild(dirty: DirtyDay): Promise<boolean>;
  /** Starts a recomputation of a day: from now on nothing that an earlier one computed can be written. Taken before the calls are read. */
  beginDay(workspace: string, day: Day): Promise<BegunDay>;
  /** All rows of a family and span of days, in no order. */
  rows(workspace: string, family: string, from: Day, to: Day): Promise<ReportRow[]>;
  /** All rows of one day of these families. */
  rowsOfDay(workspace: string, day: Day, families: readonly string[]): Promise<ReportRow[]>;
  /** Writes what changed and removes what is gone, as long as this is the newest recomputation of the day. */
  saveDay(day: DayToSave): Promise<'saved' | 'superseded'>;
  summaries(workspace: string, from: Day, to: Day): Promise<DaySummary[]>;
  /** Days that have rows or are getting some, in order. Where they are the same before and after rows were read, the rows are of one moment. */
  states(workspace: string, from: Day, to: Day): Promise<DayState[]>;
  /** Of these days, the latest day first, and of a day the newest. */
  restatements(workspace: string, days: { from: Day; to: Day }, page: PageRequest): Promise<Page<Restatement>>;
};

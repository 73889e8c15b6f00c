import type { CallFilters } from './call-filters.ts';
import type { Day, Instant } from './instant.ts';
import type { ReportQuestion } from './report-question.ts';

export const exportFormats = ['csv', 'xlsx'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** Exports and their files go after so many days: those that a person asked for, and those of schedules, which are a history. */
export const exportsKeptDays = { asked: 30, scheduled: 92 } as const;

/** For how long an export is kept, and where in the bucket its files are. */
export function keepingOf({ schedule }: Pick<Export, 'schedule'>): keyof typeof exportsKeptDays {
  return schedule === null ? 'asked' : 'scheduled';
}

/** Which leads are asked for; the days are those on which they were made. */
export type LeadFilters = {
  status?: string | undefined;
  owner?: string | undefined;
  campaign?: string | undefined;
  tag?: string | undefined;
  from?: Day | undefined;
  to?: Day | undefined;
};

/** What a file is to hold. */
export type ExportQuestion =
  | { kind: 'calls'; from: Day; to: Day; filters: CallFilters }
  | { kind: 'report'; question: ReportQuestion }
  | { kind: 'leads'; filters: LeadFilters };

export const exportStates = ['queued', 'running', 'done', 'failed'] as const;
export type ExportState = (typeof exportStates)[number];

/** How far a file is uploaded, and all that writing on takes. */
export type ExportCheckpoint = {
  key: string;
  uploadId: string;
  /** ETags of the parts so far: an upload whose parts are others than these cannot be completed. */
  parts: readonly string[];
  /** Where the last row lies of what was taken over; null before the first. */
  place: string | null;
  /** What the writer of the format needs to go on. */
  writer: string;
  rows: number;
  /** Bytes in the parts. */
  bytes: number;
  /** Key of the object that holds what is written and too little for a part. */
  tail: string | null;
  /** Every part is there. */
  complete: boolean;
};

/** A file that a manager asked for. */
export type Export = {
  id: string;
  workspace: string;
  question: ExportQuestion;
  format: ExportFormat;
  /** Without ending. */
  name: string;
  bom: boolean;
  /** As it was when the file was asked for: the same in all of it. */
  timezone: string;
  /** Kinds of the connections' diallers, by connection. */
  diallers: Readonly<Record<string, string>>;
  createdAt: Instant;
  /** Id of the schedule that it is a run of. */
  schedule: string | null;
  state: ExportState;
  /** A file is written in turns; each is asked for on the bus, and a message of an earlier one says nothing. */
  turn: number;
  /** Until when the function that has the turn may write. */
  lease: Instant | null;
  /** Turns in a row that failed. */
  failures: number;
  /** 0 to 1. */
  progress: number;
  rows: number;
  /** What was stored by then is in the file. */
  asOf: Instant | null;
  checkpoint: ExportCheckpoint | null;
  file: { key: string; bytes: number; sha256: string } | null;
  /** For the person who asked. */
  error: string | null;
  updatedAt: Instant;
  /** Writes so far. */
  version: number;
};

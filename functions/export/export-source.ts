import type { RecordedCall } from '../../shared/domain/call.ts';
import type { Day, Instant } from '../../shared/domain/instant.ts';
import type { Lead } from '../../shared/domain/lead.ts';
import type { Directory } from '../../shared/domain/workspace.ts';
import type { CallPage, CallSpan } from '../../shared/store/calls-in-order.ts';
import type { ReportStore } from '../../shared/store/report-store.ts';
import type { Cells, Column } from './files/column.ts';
import type { AboutFile } from './files/file-writer.ts';

export type RowPage = {
  rows: readonly Cells[];
  /** Where the last of what was looked at lies: going on behind it gives the rest. Null where the page looked at nothing. */
  place: string | null;
  /** Of the whole, 0 to 1. */
  progress: number;
};

/** The rows that an export asks for. */
export type ExportSource = {
  title: string;
  columns: readonly Column[];
  facts: AboutFile['facts'];
  /** Pages of rows in their order, from behind a place on. */
  pages: (after: string | null) => AsyncIterable<RowPage>;
  /** Whether rows stay as they are between one turn and the next, so that a file can be gone on with. */
  goesOn: boolean;
};

/** What sources read from. */
export type SourceDependencies = {
  callsInOrder: (span: CallSpan) => AsyncIterable<CallPage>;
  /** Calls by their ids, with all that is kept of them. */
  callsById: (workspace: string, ids: readonly string[]) => Promise<RecordedCall[]>;
  leadsById: (workspace: string, ids: readonly string[]) => Promise<Lead[]>;
  leadsInOrder: (span: { workspace: string; statuses: readonly string[]; after: string | null }) => AsyncIterable<Lead[]>;
  reports: ReportStore;
  now: () => Instant;
};

/** What all sources know. */
export type SourceContext = {
  directory: Directory;
  /** As it was when the export was asked for. */
  timezone: string;
  diallers: Readonly<Record<string, string>>;
  asOf: Instant;
  createdAt: Instant;
};

/** Whole days in words. */
export function daysInWords(from: Day | undefined, to: Day | undefined): string {
  if (from === undefined && to === undefined) return 'all';
  return `${from ?? 'the first'} to ${to ?? 'the last'}`;
}

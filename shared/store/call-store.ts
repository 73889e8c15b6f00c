import type { RecordedCall } from '../domain/call.ts';
import type { Day, Instant } from '../domain/instant.ts';
import type { ReportCall } from '../domain/report-call.ts';
import type { Page } from './page.ts';

/** Which calls a list shows: whole business days, newest call first. Every filter given must hold. */
export type CallQuestion = {
  workspace: string;
  from: Day;
  to: Day;
  limit: number;
  cursor: string | undefined;
  matches: (call: ReportCall) => boolean;
  /** Days without any call, where that is known: they are not looked into, which spares a year mostly empty thousands of queries. */
  isEmpty?: (day: Day) => boolean;
};

export type CallStore = {
  /**
   * The call with this id, or the one that it was merged into, under its own id. Eventually consistent unless asked otherwise: half the
   * price, and a conditional save finds out what was missed.
   */
  get(workspace: string, id: string, options?: { consistent?: boolean }): Promise<RecordedCall | undefined>;
  /** Without those that were merged into another: that one is found by its own id. */
  getMany(workspace: string, ids: readonly string[], options?: { consistent?: boolean }): Promise<RecordedCall[]>;
  /**
   * Writes the call once, on condition that it is still at `call.version - 1` (or new, for version 1).
   * @param options.retentionDays so many days after its start the call is removed; 400 unless given.
   * @returns `conflict` where somebody else wrote first; read again and fold again.
   */
  save(call: RecordedCall, options?: { retentionDays?: number }): Promise<'saved' | 'conflict'>;
  /**
   * Writes the call, and in the place of the one that was merged into it where to find it now: both, or neither. Each on condition that
   * nobody wrote it since: `call` is still at `call.version - 1`, the other at `merged.version` (0: it was never kept).
   */
  merge(call: RecordedCall, merged: { id: string; version: number }, options?: { retentionDays?: number }): Promise<'saved' | 'conflict'>;
  /** Calls in progress, oldest first. */
  live(workspace: string): Promise<RecordedCall[]>;
  /** The same as reports see them, from the index alone. */
  liveReports(workspace: string): Promise<ReportCall[]>;
  /** Every call of a day that has ended, in no order: the rollup's hot path. All, or those that began in a span. */
  onDay(workspace: string, day: Day, span?: { from: Instant; to: Instant }): AsyncIterable<ReportCall[]>;
  list(question: CallQuestion): Promise<Page<RecordedCall>>;
  /** Ended calls of a lead, oldest first. May lag behind writes by a moment. */
  ofLead(workspace: string, leadId: string): Promise<ReportCall[]>;
  /** Of a lead, what began in this span: ended calls, and those that an agent logged as in progress. May lag behind writes by a moment. */
  nearOnLead(workspace: string, leadId: string, span: { from: Instant; to: Instant }): Promise<ReportCall[]>;
};

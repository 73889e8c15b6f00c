import type { RecordedCall } from '../domain/call.ts';
import type { LeadChange } from './lead-store.ts';

export type LoggedCall = {
  /** On condition that it is still at `call.version - 1`. */
  call: RecordedCall;
  retentionDays: number;
  /** Where a log that went to another call would be by itself: its place says so to the same request made again. */
  ownId?: string | undefined;
  /** What the log makes of its lead, written in the same transaction. */
  lead: LeadChange | undefined;
};

/** Where people's words on calls go: with what they make of the lead, or not at all. */
export type CallLog = { save(logged: LoggedCall): Promise<'saved' | 'conflict'> };

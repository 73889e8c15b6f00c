import type { RecordedCall } from '../domain/call.ts';
import type { LeadChange } from './lead-store.ts';

export type LoggedCall = {
  /** On condition that it is still at `call.version - 1`. */
  call: RecordedCall;
  retentionDays: number;
  /** What the log makes of its lead, written in the same transaction. */
  lead: LeadChange | undefined;
};

/** Where people's words on calls go: with what they make of the lead, or not at all. */
export type CallLog = { save(logged: LoggedCall): Promise<'saved' | 'conflict'> };

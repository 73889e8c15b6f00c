import type { RecordedCall } from '../domain/call.ts';
import type { ReportCall } from '../domain/report-call.ts';
import { reportCallOf } from '../domain/report-call-of.ts';
import type { CallStore } from './call-store.ts';

/** The ended calls of a call's lead, and that call as it is now: the index they are read from may lag behind it. */
export async function callsOfLead(call: RecordedCall, calls: Pick<CallStore, 'ofLead'>): Promise<ReportCall[]> {
  if (call.call.leadId === null) return [];
  const others = await calls.ofLead(call.workspace, call.call.leadId);
  return [...others.filter(({ id }) => id !== call.id), reportCallOf(call)];
}

import type { BuiltInLeadStatus, LeadStatusId } from './lead.ts';
import type { ReportCall } from './report-call.ts';
import { type Status, type UnansweredStatus, unansweredStatuses } from './status.ts';

/** The seed's table: what a call makes of its lead's status. After a conversation the agent says it; null where nobody does. */
export const leadStatusMadeBy = {
  Called: null,
  Busy: 'not-picked',
  'No Answer': 'not-picked',
  Missed: 'missed',
  'In-progress': null,
  'Follow up': 'followups',
  Rescheduled: 'followups',
} as const satisfies Record<Status, BuiltInLeadStatus | null>;

/** Statuses that no conversation and no person has produced; an unanswered attempt changes these alone. */
const untouched: readonly LeadStatusId[] = ['unassigned', 'assigned', 'not-picked', 'missed'];

const unanswered: readonly Status[] = unansweredStatuses;

export function isUnanswered(call: Pick<ReportCall, 'status' | 'talkSeconds'>): call is ReportCall & { status: UnansweredStatus } {
  return unanswered.includes(call.status) && call.talkSeconds === 0;
}

/** The call that started last. */
export function newestOf(calls: readonly ReportCall[]): ReportCall | undefined {
  return calls.reduce<ReportCall | undefined>((last, call) => (last && last.startedAt >= call.startedAt ? last : call), undefined);
}

/**
 * The status of a lead after these calls: its newest ended call decides, and only one that nobody answered changes anything.
 * What a conversation produced stays, also when the news of an older attempt comes late.
 */
export function leadStatusAfter(status: LeadStatusId, calls: readonly ReportCall[]): LeadStatusId {
  if (!untouched.includes(status)) return status;
  const newest = newestOf(calls);
  return newest && isUnanswered(newest) ? leadStatusMadeBy[newest.status] : status;
}

import type { LeadStatusId } from './lead.ts';
import type { ReportCall } from './report-call.ts';
import type { UnansweredStatus } from './status.ts';

/** The seed's table: what an attempt that nobody answered makes of a lead. */
const unansweredMakes = {
  Busy: 'not-picked',
  'No Answer': 'not-picked',
  Missed: 'missed',
} as const satisfies Record<UnansweredStatus, LeadStatusId>;

/** Statuses that no conversation and no person has produced; an unanswered attempt changes these alone. */
const untouched: readonly LeadStatusId[] = ['unassigned', 'assigned', 'not-picked', 'missed'];

export function isUnanswered(call: Pick<ReportCall, 'status' | 'talkSeconds'>): call is ReportCall & { status: UnansweredStatus } {
  return call.status in unansweredMakes && call.talkSeconds === 0;
}

/**
 * The status of a lead after these calls: its newest ended call decides, and only one that nobody answered changes anything.
 * What a conversation produced stays, also when the news of an older attempt comes late.
 */
export function leadStatusAfter(status: LeadStatusId, calls: readonly ReportCall[]): LeadStatusId {
  if (!untouched.includes(status)) return status;
  const newest = calls.reduce<ReportCall | undefined>((last, call) => (last && last.startedAt >= call.startedAt ? last : call), undefined);
  return newest && isUnanswered(newest) ? unansweredMakes[newest.status] : status;
}

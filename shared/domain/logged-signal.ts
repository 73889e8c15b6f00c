import type { Signal } from './fact.ts';
import type { Status } from './status.ts';

/** How a call went by what an agent says of it, for as long as telephony says nothing. A scheduled contact was agreed on in a conversation. */
export const loggedSignal = {
  Called: 'called',
  Busy: 'busy',
  'No Answer': 'no-answer',
  Missed: 'missed',
  'In-progress': 'progress',
  'Follow up': 'called',
  Rescheduled: 'called',
} as const satisfies Record<Status, Signal>;

/** Dispositions that are worth nothing without the time of the next contact. */
export const schedulingStatuses: readonly Status[] = ['Follow up', 'Rescheduled'];

export function needsFollowUp(status: Status): boolean {
  return schedulingStatuses.includes(status);
}
